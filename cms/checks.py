"""What is looked through before a submission and needs the page tree: see `approval.checks`."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from approval.checks.contents import Contents
from approval.checks.finding import Match
from approval.checks.registry import check
from approval.checks.rich_text import LinkKind
from approval.checks.rules import Rules

from .pages import UnionPage
from .restriction import Restriction


@check("narrower_link", gettext_lazy("link that not all readers may follow"))
def narrower_links(contents: Contents, rules: Rules):
    """Two queries, however many links."""
    pages = contents.target_pages
    asked = {pk: audiences for pk, audiences in _audiences_of(pages).items() if audiences}
    if not asked:
        return
    thing = contents.thing
    own = {each.audience_id for each in thing.restrictions()} if isinstance(thing, UnionPage) else set()
    # Who belongs to an audience has signed in.
    own |= {None} if own else set()
    for link in contents.links:
        if link.kind == LinkKind.PAGE and asked.get(link.target_id, set()) - own:
            yield Match(
                link.field,
                link.place,
                words=link.words,
                problem=_("Not all who read this may open the page of this link, “%(title)s”.")
                % {"title": pages[link.target_id].title},
                remedy=_("Make sure that this is meant, or take the link out."),
                key=str(link.target_id),
            )


def _audiences_of(pages: dict[int, Page]) -> dict[int, set[int | None]]:
    """Return to which audiences the readers of each page must belong; None stands for signed-in staff."""
    above = {
        pk: [page.path[:end] for end in range(page.steplen, len(page.path) + 1, page.steplen)]
        for pk, page in pages.items()
    }
    wanted = {path for paths in above.values() for path in paths}
    said = (
        dict(Restriction.objects.filter(page__path__in=wanted).values_list("page__path", "audience")) if wanted else {}
    )
    return {pk: {said[path] for path in paths if path in said} for pk, paths in above.items()}
