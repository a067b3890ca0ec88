"""The people of one date, as whoever organises it reads them."""

from dataclasses import dataclass, replace

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.finding import called

from ..models import Session, SignUp
from ..models.signup import FIRST_RANK
from ..quotas.wards import counts_for_ward, full_wards

State = SignUp.State
TO_DECIDE, PLACED, IN_QUEUE, ENDED = range(4)
HEADINGS = {
    TO_DECIDE: gettext_lazy("To be decided on"),
    PLACED: gettext_lazy("With a place"),
    IN_QUEUE: gettext_lazy("On the waiting list"),
    ENDED: gettext_lazy("Ended"),
}
GROUP_OF = {
    State.REQUESTED: TO_DECIDE,
    State.CONFIRMED: PLACED,
    State.OFFERED: PLACED,
    State.WAITING: IN_QUEUE,
}


@dataclass(frozen=True)
class Numbers:
    """How many of each there are on one date."""

    to_decide: int
    placed: int
    waiting: int
    ended: int

    @property
    def live(self) -> int:
        return self.to_decide + self.placed + self.waiting


def numbers_of(session: Session) -> Numbers:
    by_state = dict(session.sign_ups.order_by().values_list("state").annotate(Count("pk")))
    counts = dict.fromkeys(HEADINGS, 0)
    for state, count in by_state.items():
        counts[GROUP_OF.get(state, ENDED)] += count
    return Numbers(counts[TO_DECIDE], counts[PLACED], counts[IN_QUEUE], counts[ENDED])


def people_of(session: Session, *, words: str = "", ended: bool = False) -> QuerySet[SignUp]:
    """Return the sign-ups of a session: who is to be decided on, who has a place by name, who waits in their order; or
    those that have ended, the last first. `words` are a name, number, pinyin or initials.
    """
    rows = SignUp.objects.filter(session=session).with_people().select_related("ended_by")
    if words.strip():
        rows = rows.filter(called(words, "member__") | Q(dependant__name__icontains=words.strip()))
    if ended:
        return rows.exclude(state__in=SignUp.LIVE_STATES).order_by("-ended_at", "-pk")
    group = Case(
        *[When(state=state, then=Value(group)) for state, group in GROUP_OF.items()], output_field=IntegerField()
    )
    by_name = Case(When(state__in=SignUp.GRANTED_STATES, then=F("member__pinyin")), default=Value(""))
    return rows.live().with_position().annotate(group=group).order_by("group", by_name, "rank", "pk")


@dataclass(frozen=True)
class Group:
    heading: str
    sign_ups: list["Line"]


@dataclass(frozen=True)
class Line:
    """One sign-up, with what is to be said of it in words."""

    row: SignUp
    in_draw: bool = False
    # So many of one ward come, and theirs has its number.
    ward_limit: int | None = None

    @property
    def position(self) -> int | None:
        waits = self.row.is_waiting and not self.in_draw
        return getattr(self.row, "position", None) if waits else None

    @property
    def of(self) -> str:
        """Whose dependant it is; empty for members themselves."""
        return self.row.member.name if self.row.dependant_id else ""

    @property
    def remarks(self) -> list[str]:
        """When and how they came in, and what became of it."""
        row, said = self.row, []
        if row.is_offered:
            said.append(_("to be confirmed by %(moment)s") % {"moment": _at(row.due_at)})
        if row.is_granted and row.waited:
            said.append(_("from the waiting list on %(moment)s") % {"moment": _at(row.granted_at)})
        elif row.state == State.REQUESTED:
            said.append(_("asked on %(moment)s") % {"moment": _at(row.made_at)})
        elif row.is_live:
            said.append(_("signed up on %(moment)s") % {"moment": _at(row.made_at)})
        if self.ward_limit:
            said.append(_("the ward has its %(limit)d people already") % {"limit": self.ward_limit})
        if row.signed_up_by_id:
            said.append(_("by %(name)s") % {"name": row.signed_up_by.name})
        if row.is_live and was_put_first(row):
            said.append(_("put first: %(reason)s") % {"reason": row.reason})
        elif row.reason:
            said.append(_("reason: %(reason)s") % {"reason": row.reason})
        if not row.is_live:
            said.append(self._end())
        return said

    def _end(self) -> str:
        row = self.row
        words = {"state": row.get_state_display(), "moment": _at(row.ended_at) if row.ended_at else ""}
        if row.ended_by_id and row.ended_by_id != row.member_id:
            return _("%(state)s on %(moment)s by %(name)s") % {**words, "name": row.ended_by.name}
        return _("%(state)s on %(moment)s") % words


def was_put_first(row: SignUp) -> bool:
    return row.rank <= FIRST_RANK


def in_groups(session: Session, rows: list[SignUp]) -> list[Group]:
    """Return rows of a session in their order under headings."""
    found: dict[int, list[Line]] = {}
    for row in rows:
        found.setdefault(GROUP_OF.get(row.state, ENDED), []).append(Line(row, in_draw=session.awaits_draw))
    if IN_QUEUE in found:
        found[IN_QUEUE] = _kept_away(session, found[IN_QUEUE])
    headings = HEADINGS | ({IN_QUEUE: _("In the draw")} if session.awaits_draw else {})
    return [Group(str(headings[key]), lines) for key, lines in found.items()]


def _kept_away(session: Session, lines: list[Line]) -> list[Line]:
    """Mark whom the number of their ward keeps waiting; one query, none where wards have no number."""
    full, limit = full_wards(session), session.offering.limit_per_department
    return [
        replace(line, ward_limit=limit) if counts_for_ward(line.row) and line.row.member.department_id in full else line
        for line in lines
    ]


def _at(moment) -> str:
    return date_format(timezone.localtime(moment), "n/j H:i")
