"""Points: what each criterion finds of somebody, and what that is worth."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from people.models import Member

from ..answers.questions import questions_of
from ..models import Criterion, Selection
from .facts import Found, fact_of
from .kinds import Source

CENTS = Decimal("0.01")
NOTHING = Decimal(0)
# More is a slip, or a joke: nobody's answer is to be what a list cannot be made with.
MOST_UNITS = MOST_POINTS = Decimal("9999.99")


@dataclass(frozen=True)
class Counted:
    """One criterion for one person. `is_open`: it hangs on an answer that is not given yet."""

    criterion: Criterion
    units: Decimal
    points: Decimal
    how: str
    is_open: bool = False

    @property
    def label(self) -> str:
        return self.criterion.label

    @property
    def worth(self) -> Decimal:
        return self.points


def points_for(criterion: Criterion, units: Decimal) -> Decimal:
    points = units * criterion.points
    if criterion.most is not None:
        points = min(points, criterion.most)
    return min(points * criterion.weight, MOST_POINTS).quantize(CENTS, ROUND_HALF_UP)


def count(
    selection: Selection, members: Iterable[Member], answers: Mapping[int, Mapping[str, object]] | None = None
) -> dict[int, list[Counted]]:
    """Return what every criterion finds of each member, in the order of the criteria, by the id of the member.

    `answers` are values by the key of the question, by the id of the member; without them what hangs on an answer is
    open. The number of queries does not grow with the members.
    """
    members = list(members)
    counted: dict[int, list[Counted]] = {member.pk: [] for member in members}
    keys = {question.label: question.key for question in questions_of(selection)}
    for criterion in selection.criteria.all():
        found = _found(criterion, members, selection, keys, answers)
        for member in members:
            units, how = found.get(member.pk, Found(NOTHING, ""))
            is_open = criterion.source == Source.ANSWER and (answers is None or member.pk not in answers)
            counted[member.pk].append(Counted(criterion, units, points_for(criterion, units), how, is_open))
    return counted


def total_of(counted: Iterable[Counted]) -> Decimal:
    return sum((each.points for each in counted), NOTHING)


def _found(criterion: Criterion, members: list[Member], selection: Selection, keys, answers) -> Mapping[int, Found]:
    match criterion.source:
        case Source.FACT:
            fact = fact_of(criterion.fact)
            return fact.of(members, selection) if fact else {}
        case Source.AUDIENCE:
            return _belonging(criterion, members)
        case Source.ANSWER:
            key = keys.get(criterion.question)
            return {pk: _answered(criterion, said.get(key)) for pk, said in (answers or {}).items()}
    return {member.pk: Found(NOTHING, _("The union office enters this.")) for member in members}


def _belonging(criterion: Criterion, members: list[Member]) -> dict[int, Found]:
    among = Member.objects.filter(pk__in=[member.pk for member in members])
    inside = set(among.in_audience(criterion.audience).values_list("pk", flat=True))
    words = {"audience": criterion.audience.name}
    belongs, not_so = _("Belongs to “%(audience)s”.") % words, _("Does not belong to “%(audience)s”.") % words
    return {
        member.pk: Found(Decimal(1), belongs) if member.pk in inside else Found(NOTHING, not_so) for member in members
    }


def _answered(criterion: Criterion, said) -> Found:
    if said in (None, "", []):
        return Found(NOTHING, _("Not answered."))
    how = _("Answered: %(answer)s.") % {"answer": said}
    if criterion.answer:
        return Found(Decimal(said == criterion.answer), how)
    return Found(min(max(Decimal(str(said)), NOTHING), MOST_UNITS), how)
