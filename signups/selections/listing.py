"""The applications of a selection as rows, narrowed by what became of them."""

from dataclasses import dataclass

from django.db.models import Prefetch, Q
from django.utils.translation import gettext_lazy as _

from ..models import Application, Mark, Wish

Consent = Application.Consent
FILTERS = [
    ("", _("all")),
    ("consent", _("consent missing")),
    ("refused", _("not consented")),
    ("doubt", _("to be corrected")),
    ("selected", _("selected")),
    ("substitute", _("substitutes")),
    ("not", _("not on the list")),
]
CONDITIONS = {
    "consent": Q(consent=Consent.ASKED),
    "refused": Q(consent=Consent.REFUSED),
    "doubt": ~Q(doubt=""),
    "selected": Q(wishes__outcome=Wish.Outcome.SELECTED),
    "substitute": Q(wishes__outcome=Wish.Outcome.SUBSTITUTE),
    "not": ~Q(why_not=""),
}


@dataclass(frozen=True)
class Row:
    """One application with its wishes and its points."""

    application: Application
    wishes: list[Wish]
    marks: list[Mark]

    @property
    def is_withdrawn(self) -> bool:
        return not self.application.why_not and not any(wish.sign_up.is_live for wish in self.wishes)

    @property
    def shown_wishes(self) -> list[Wish]:
        """Those that still stand, and what the list has ended."""
        ended = bool(self.application.why_not)
        return [wish for wish in self.wishes if wish.preference and (wish.sign_up.is_live or wish.outcome or ended)]


def narrowed(applications, state: str, words: str):
    found = applications.filter(CONDITIONS.get(state, Q())).distinct()
    if words.strip():
        said = words.strip()
        found = found.filter(
            Q(member__name__icontains=said)
            | Q(member__employee_number__startswith=said)
            | Q(member__department__name__icontains=said)
        )
    return found.with_people().in_order()


def with_rows(applications) -> list[Row]:
    """Return the rows of applications; two queries beside them."""
    wishes = Wish.objects.select_related("sign_up__session")
    found = applications.prefetch_related("marks", Prefetch("wishes", wishes))
    return [Row(each, list(each.wishes.all()), list(each.marks.all())) for each in found]
