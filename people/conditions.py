"""What narrows an audience beside the parts of the house. A member is in it who meets all of its conditions.

Each condition is asked in three ways, which have to agree: which members meet it (`members`), which audiences have it
met by one member (`audiences`, with what is known of the member as literal values), and why one member does not meet
it (`refusal`). What an audience does not ask leaves everybody in; what is not known of somebody never meets what
is asked.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .years import whole_years, years_before


class Gender:
    """Of this gender."""

    def members(self, audience, on: date) -> Q:
        return Q(gender=audience.gender) if audience.gender else Q()

    def audiences(self, member, on: date) -> Q:
        return Q(gender__in=["", member.gender])

    def words(self, audience) -> str:
        return _("women") if audience.gender == "f" else _("men") if audience.gender else ""

    def refusal(self, audience, member, on: date) -> str | None:
        if audience.gender in ("", member.gender):
            return None
        only = _("Only for women.") if audience.gender == "f" else _("Only for men.")
        return only if member.gender else _not_on_record(only, _("gender"))


class Age:
    """So old on the day, in whole years."""

    def members(self, audience, on: date) -> Q:
        wanted = Q()
        if audience.age_from is not None:
            wanted &= Q(birthday__lte=years_before(on, audience.age_from))
        if audience.age_to is not None:
            wanted &= Q(birthday__gt=years_before(on, audience.age_to + 1))
        return wanted

    def audiences(self, member, on: date) -> Q:
        if member.birthday is None:
            return Q(age_from=None, age_to=None)
        age = whole_years(member.birthday, on)
        return (Q(age_from=None) | Q(age_from__lte=age)) & (Q(age_to=None) | Q(age_to__gte=age))

    def words(self, audience) -> str:
        ages = {"from": audience.age_from, "to": audience.age_to}
        if audience.age_from is None:
            return "" if audience.age_to is None else _("%(to)d years old or younger") % ages
        if audience.age_to is None:
            return _("%(from)d years old or older") % ages
        if audience.age_from == audience.age_to:
            return _("%(from)d years old") % ages
        return _("%(from)d to %(to)d years old") % ages

    def refusal(self, audience, member, on: date) -> str | None:
        words = self.words(audience)
        if not words:
            return None
        only = _("Only for people who are %(ages)s.") % {"ages": words}
        if member.birthday is None:
            return _not_on_record(only, _("date of birth"))
        age = whole_years(member.birthday, on)
        old_enough = audience.age_from is None or age >= audience.age_from
        return None if old_enough and (audience.age_to is None or age <= audience.age_to) else only


class YearsHere:
    """In this hospital for so many whole years at least."""

    def members(self, audience, on: date) -> Q:
        return Q(joined_hospital_on__lte=years_before(on, audience.years_here)) if audience.years_here else Q()

    def audiences(self, member, on: date) -> Q:
        asks_nothing = Q(years_here=None)
        if member.joined_hospital_on is None:
            return asks_nothing
        return asks_nothing | Q(years_here__lte=whole_years(member.joined_hospital_on, on))

    def words(self, audience) -> str:
        if not audience.years_here:
            return ""
        return ngettext(
            "at least %(count)d year in this hospital", "at least %(count)d years in this hospital", audience.years_here
        ) % {"count": audience.years_here}

    def refusal(self, audience, member, on: date) -> str | None:
        if not audience.years_here:
            return None
        only = _("Only for people with %(years)s.") % {"years": self.words(audience)}
        if member.joined_hospital_on is None:
            return _not_on_record(only, _("day on which you joined this hospital"))
        return None if whole_years(member.joined_hospital_on, on) >= audience.years_here else only


@dataclass(frozen=True)
class OneOf:
    """With one of the values that the audience lists in `field`, where a member has one value in `own`."""

    field: str
    own: str
    label: str | Promise

    def members(self, audience, on: date) -> Q:
        wanted = getattr(audience, self.field)
        return Q(**{f"{self.own}__in": wanted}) if wanted else Q()

    def audiences(self, member, on: date) -> Q:
        return Q(**{self.field: []}) | Q(**{f"{self.field}__contains": [getattr(member, self.own)]})

    def words(self, audience) -> str:
        wanted = audience._meta.get_field(self.field).labels(getattr(audience, self.field))
        return _("%(label)s: %(text)s") % {"label": self.label, "text": "、".join(wanted)} if wanted else ""

    def refusal(self, audience, member, on: date) -> str | None:
        wanted, has = getattr(audience, self.field), getattr(member, self.own)
        if not wanted or has in wanted:
            return None
        only = _("Only for people with %(what)s.") % {"what": self.words(audience)}
        return only if has else _not_on_record(only, self.label)


CONDITIONS = [
    Gender(),
    Age(),
    OneOf("employments", "employment", gettext_lazy("kind of employment")),
    OneOf("membership_statuses", "membership_status", gettext_lazy("membership status")),
    OneOf("staff_statuses", "staff_status", gettext_lazy("staff status")),
    YearsHere(),
]


def members_meeting(audience) -> Q:
    """Return which members meet all conditions of `audience` today."""
    wanted, today = Q(), timezone.localdate()
    for condition in CONDITIONS:
        wanted &= condition.members(audience, today)
    return wanted


def audiences_met_by(member) -> Q:
    """Return which audiences have all their conditions met by `member` today."""
    wanted, today = Q(), timezone.localdate()
    for condition in CONDITIONS:
        wanted &= condition.audiences(member, today)
    return wanted


def words_of(audience) -> list[str]:
    """Return what `audience` asks beside the parts of the house."""
    return [words for words in (condition.words(audience) for condition in CONDITIONS) if words]


def refusals_of(audience, member) -> Iterator[str]:
    """Yield a sentence to `member` for each condition of `audience` that they do not meet today."""
    today = timezone.localdate()
    for condition in CONDITIONS:
        sentence = condition.refusal(audience, member, today)
        if sentence is not None:
            yield sentence


def _not_on_record(only: str, what: str | Promise) -> str:
    return _("%(only)s Your %(what)s is not on record; tell the union office.") % {"only": only, "what": what}
