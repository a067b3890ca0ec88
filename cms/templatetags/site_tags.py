from django import template
from wagtail.models import Page, Site

from approval.userbar import can_be_taken_down
from cms.navigation import PLACES
from cms.restriction import readable

register = template.Library()


@register.simple_tag(takes_context=True)
def menu_pages(context):
    """Return the live pages right below the home page that the office shows in menus, as (title, address) pairs.

    What the main navigation holds already, and what this reader may not read, is left out. Two queries at most.
    """
    request = context.get("request")
    site = Site.find_for_request(request) if request else None
    if site is None:
        return []
    places = {place.path for place in PLACES}
    found = readable(Page.objects.live().in_menu().child_of(site.root_page), request.user)
    pages = [(page.title, page.get_url(request)) for page in found]
    return [(title, address) for title, address in pages if address not in places]


@register.simple_tag(takes_context=True)
def may_take_down(context) -> bool:
    """True when this reader may take down what this page shows: `page`, or the snippet called `thing`."""
    return can_be_taken_down(context.get("page") or context.get("thing"), context["request"].user)
