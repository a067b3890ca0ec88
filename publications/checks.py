"""What is noticed about a list before it is submitted."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from approval.checks.finding import Match
from approval.checks.registry import check
from approval.models import Severity

from .models import Publication, Standing
from .registry import answers_of

Ending = Standing.Ending


def _of_the_list(problem, remedy) -> Match:
    return Match("lines", _("The list"), str(problem), str(remedy), firm=True)


@check("publication_standing", gettext_lazy("list published for objection"), Severity.BLOCK)
def list_can_stand(contents, rules):
    """What cannot begin to stand is not submitted either."""
    publication = contents.thing
    if not isinstance(publication, Publication):
        return
    if not publication.lines.all():
        yield _of_the_list(_("There is nobody on the list."), _("Paste or type its lines."))
        return
    last = publication.standings.first() if publication.pk else None
    says_the_same = last is not None and last.list_hash == publication.list_hash
    if last and last.is_in_effect and not says_the_same:
        yield _of_the_list(
            _("This list has taken effect. What changes it is published as a list of its own."),
            _("Make a new publication."),
        )
    if last and last.ending == Ending.UPHELD and says_the_same:
        yield _of_the_list(
            _("An objection to this list was upheld, and it says the same as before."), _("Change the list first.")
        )
    if publication.has_subject and not answers_of(publication).is_unchanged(publication):
        yield _of_the_list(
            _("What the list decides about has changed since the list was drafted."), _("Draft it anew from there.")
        )
