"""What is noticed about an honour before it is submitted."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from approval.checks.finding import Match
from approval.checks.registry import check
from approval.models import Severity
from publications.questions import publication_of, standing_of

from .models import Honour
from .publishing import names_the_same


@check("honour_published_for_objection", gettext_lazy("recipients published for objection"), Severity.BLOCK)
def list_has_taken_effect(contents, rules):
    """An honour whose recipients are published for objection waits for the end of that."""
    honour = contents.thing
    publication = publication_of(honour) if isinstance(honour, Honour) and honour.pk else None
    if publication is None:
        return
    standing = standing_of(honour)
    if standing is None or not standing.is_in_effect:
        yield _of_the_recipients(
            _("The list of the recipients is published for objection, and has not taken effect."),
            _("Submit the honour once it has."),
        )
    elif not names_the_same(publication, honour):
        yield _of_the_recipients(
            _("The recipients are no longer those whose list has taken effect."),
            _("Name those who stood on the list, in its order; whoever is to be added gets an honour of their own."),
        )


def _of_the_recipients(problem: str, remedy: str) -> Match:
    return Match("recipients", _("Recipients"), problem, remedy, firm=True)
