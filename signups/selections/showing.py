"""What the page of a selection shows: its routes with their dates, what others said of them, one's own application."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property

from people.models import Member

from ..errors import SignUpRefused
from ..models import Application, Base, Batch, Mark, Rating, Run, SignUp, Wish
from ..rules import check_audience
from .applying import live_wishes_of
from .own_facts import last_turns, too_recent
from .points import Counted, count, total_of
from .standing import stands

WORDS_SHOWN = 5


@dataclass
class Route:
    """Dates that belong together, their base as those before have rated it, and what they said."""

    name: str
    base: Base | None
    batches: list[Batch] = field(default_factory=list)
    words: list[Rating] = field(default_factory=list)


def batches_of(run: Run) -> list[Batch]:
    """Return the dates that can be applied for, each with `in_words`; one query."""
    found = Batch.objects.filter(run=run, option__isnull=False, session__state="planned")
    batches = list(found.select_related("session__offering", "option", "base").order_by("option__sort_order", "pk"))
    for batch in batches:
        batch.days = days_of(batch.option.starts_on, batch.option.ends_on)
        batch.in_words = f"{batch.option.name} {batch.days}"
    return batches


def days_of(first, last) -> str:
    return f"{date_format(first, 'n/j')}–{date_format(last, 'n/j')}"


def routes_of(batches: list[Batch]) -> list[Route]:
    """Return the dates by route, in order; two queries more than the dates."""
    bases = {base.pk: base for base in Base.objects.filter(pk__in={batch.base_id for batch in batches}).with_stars()}
    routes: dict[tuple, Route] = {}
    for batch in batches:
        key = (batch.route, batch.base_id)
        routes.setdefault(key, Route(batch.route, bases.get(batch.base_id))).batches.append(batch)
    for rating in Rating.objects.let_through().filter(base__in=bases).order_by("-year", "-made_at"):
        for route in routes.values():
            if route.base and route.base.pk == rating.base_id and len(route.words) < WORDS_SHOWN:
                route.words.append(rating)
    return list(routes.values())


@dataclass
class Own:
    """One's own application, or what it would be."""

    run: Run
    application: Application | None = None
    wishes: list[Wish] = field(default_factory=list)
    marks: list[Mark] | list[Counted] = field(default_factory=list)
    total: Decimal = Decimal(0)
    why_not: str = ""

    @property
    def is_live(self) -> bool:
        return bool(self.wishes)

    @property
    def is_too_late(self) -> bool:
        """Whether nobody applies any more: then nobody reads what their points would be."""
        return self.run.selection.is_closed

    @property
    def has_place(self) -> bool:
        return any(wish.sign_up.is_granted for wish in self.wishes)

    @property
    def is_substitute(self) -> bool:
        return not self.has_place and any(wish.turn for wish in self.wishes)

    @property
    def may_withdraw(self) -> bool:
        """Whether there is something to be given back: not once the dates that one has have begun."""
        return self.is_live and not any(
            wish.sign_up.is_granted and wish.sign_up.session.has_begun for wish in self.wishes
        )

    @property
    def is_frozen(self) -> bool:
        """Whether the points are those of closing."""
        return self.application is not None and self.application.number is not None

    @property
    def may_apply(self) -> bool:
        return self.run.selection.is_open and self.run.closed_at is None and not self.why_not

    @property
    def has_open_points(self) -> bool:
        return any(getattr(mark, "is_open", False) for mark in self.marks)

    @cached_property
    def has_result(self) -> bool:
        """Whether the list says something of it that they may know: while it is published, and in effect. One that was
        stopped is made anew, and nobody reads it before it is published again.
        """
        return self.run.effective_at is not None or stands(self.run.selection)


def own_of(run: Run, member: Member) -> Own:
    """Return what `member` has applied for, and the points as they are now, or as they were at closing."""
    selection = run.selection
    application = Application.objects.filter(run=run, member=member).first()
    own = Own(run, application)
    if application:
        application.run = run
        own.wishes = live_wishes_of(application)
    _say_turns(own)
    if own.is_frozen:
        own.marks = list(application.marks.all())
        own.total = application.total
    else:
        own.marks = count(selection, [member], _said(application, member))[member.pk]
        own.total = total_of(own.marks)
    own.why_not = _why_not(run, member)
    return own


def _say_turns(own: Own) -> None:
    """Say of each wish as the how-manieth substitute it waits: as the list has it, and once it is in effect as they
    stand in line now, without those who have a place of another date.
    """
    waiting = [wish for wish in own.wishes if own.has_result and wish.place]
    for wish in own.wishes:
        wish.turn = wish.place if wish in waiting else None
    if not (waiting and own.run.effective_at):
        return
    placed = SignUp.objects.granted().filter(drive=own.run.drive_id).values("member")
    queue = SignUp.objects.waiting().filter(session__in=[wish.sign_up.session_id for wish in waiting])
    lines: dict[int, list[int]] = {}
    for session, pk in queue.exclude(member__in=placed).in_order().values_list("session", "pk"):
        lines.setdefault(session, []).append(pk)
    for wish in waiting:
        line = lines.get(wish.sign_up.session_id, [])
        wish.turn = line.index(wish.sign_up_id) + 1 if wish.sign_up_id in line else None


def _said(application: Application | None, member: Member) -> dict | None:
    """Return the answers that were given already, by the id of the member."""
    if application is None:
        return None
    wish = application.wishes.filter(sign_up__answers__isnull=False).select_related("sign_up__answers").first()
    return {member.pk: wish.sign_up.answers.values} if wish else None


def _why_not(run: Run, member: Member) -> str:
    offering = run.drive.offerings.first()
    try:
        if offering is not None:
            check_audience(offering, member)
    except SignUpRefused as refusal:
        return str(refusal)
    selection = run.selection
    return too_recent(selection, last_turns([member], selection.kind, selection.points_on).get(member.pk))


def turns_to_rate(member: Member):
    """Return the sign-ups of a member that are over and not rated yet."""
    rows = SignUp.objects.filter(
        member=member,
        state=SignUp.State.CONFIRMED,
        session__batch_held__base__isnull=False,
        session__ends_at__lte=timezone.now(),
        rating=None,
    )
    missed = [SignUp.Attendance.ABSENT, SignUp.Attendance.EXCUSED]
    return rows.exclude(attendance__in=missed).select_related("session").order_by("-session__starts_at")
