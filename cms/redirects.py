"""Old addresses lead nobody to what is not theirs: the address of a page may hold its title."""

from urllib.parse import urlsplit

from wagtail.contrib.redirects import middleware
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from .restriction import led_to_sign_in, readable


class RedirectMiddleware(middleware.RedirectMiddleware):
    """Wagtail's, which asks neither whether the page is live nor who may read it."""

    def process_response(self, request, response):
        answer = super().process_response(request, response)
        page_id = None if answer is response else _page_behind(request)
        if page_id is None:
            return answer
        page = Page.objects.live().filter(pk=page_id)
        if readable(page, request.user).exists():
            # Who reads it next in the same browser may be somebody else.
            answer["Cache-Control"] = "private, no-store"
            return answer
        return response if request.user.is_authenticated or not page.exists() else led_to_sign_in(request)


def _page_behind(request) -> int | None:
    """Return the page that the old address of `request` leads to, None where it leads to an address."""
    path = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
    found = middleware.get_redirect(request, path) or middleware.get_redirect(request, urlsplit(path).path)
    return found and found.redirect_page_id
