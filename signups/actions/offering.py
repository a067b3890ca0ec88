"""An offering follows the thing that is approved; its dates follow the series."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from wagtail.models import Page

from ..locking import ONE_USE_OF_A_VENUE, constraint_of, lock_offering, patiently
from ..models import Offering, Pool, Release, Session, SignUp, SignUpTerms, Venue
from ..promoting import promote
from .recognising import give_keys, recognised
from .sessions import set_hours_of_holders, touch

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Slot:
    """One date of a series. `key` is the moment of the series that it stands for, wherever a holiday has moved it."""

    key: datetime
    starts_at: datetime
    ends_at: datetime
    topic: str = ""


@patiently
def follow(
    thing: models.Model, terms: SignUpTerms, *, title: str, link: str, is_live: bool = True, page: Page | None = None
) -> Offering:
    """Make the offering of a thing, or give it the terms that the thing has now. Its sessions follow by `plan`.

    Who may read `page` may read of it; without one everybody may.

    Raises:
        Busy
    """
    kind = ContentType.objects.get_for_model(thing)
    made, _is_new = Offering.objects.get_or_create(thing_type=kind, thing_id=thing.pk, defaults={"title": title})
    offering = lock_offering(made.pk)
    clashes_mattered = offering.clashes_matter
    for name in SignUpTerms.term_names():
        setattr(offering, name, getattr(terms, name))
    offering.title, offering.link, offering.is_live, offering.page = title, link, is_live, page
    offering.save()
    if offering.clashes_matter != clashes_mattered:
        for session in Session.objects.filter(offering=offering).coming().select_related("offering"):
            set_hours_of_holders(session)
    return offering


def withdraw(thing: models.Model) -> None:
    """Nobody can sign up any more for a thing that is no longer public; who has, keeps what they have."""
    Offering.objects.of(thing).update(is_live=False)


@dataclass
class Planned:
    """What `plan` has done. `out_of_step` are the beginnings of those that wait for a decision since now, `unplaced` of
    those whose venue was taken, planned without it.
    """

    added: int = 0
    changed: int = 0
    removed: int = 0
    out_of_step: tuple[datetime, ...] = ()
    unplaced: tuple[datetime, ...] = ()


@patiently
def plan(
    offering: Offering, slots: Iterable[Slot], *, begin: datetime, end: datetime, venue: Venue | None, place: str
) -> Planned:
    """Let the sessions of an offering follow its series between two moments.

    `slots` are those of whole days, for what came before `begin` or `end` may come after it from now on. A date at
    another hour of its day is the same date. What is new is added, and keeps places for groups as the last date did. A
    session that nobody has ever asked a place of, and nobody has changed by hand, takes over what the series says now,
    or goes with it. All others stay as they are; where the series says otherwise they are marked as out of step, for
    somebody to decide.
    """
    offering = lock_offering(offering.pk)
    done = Planned()
    now = timezone.now()
    wanted = {slot.key: slot for slot in slots}
    known = _known(offering, wanted, begin, end)
    last = Session.objects.planned().filter(offering=offering).order_by("-starts_at").first()
    kept = list(last.pools.all()) if last else []
    standing = recognised(known, wanted)
    at_an_old_hour = give_keys(standing)
    following = []
    for session in known:
        slot = wanted.get(session.key)
        if session.starts_at <= now or session.is_cancelled or not (slot or session.is_within):
            continue
        if session.changed_by_hand or session.was_asked_for:
            _compare(session, slot, offering, venue, place, done, is_left_behind=session.pk in at_an_old_hour)
        elif slot is None or slot.starts_at <= now:
            session.delete()
            done.removed += 1
        else:
            following.append((session, slot))
    _make_room(following)
    for session, slot in following:
        _take_over(session, slot, offering, venue, place, done)
    for key in sorted(wanted.keys() - standing.keys()):
        if not begin <= wanted[key].starts_at < end:
            continue
        session = Session(offering=offering, key=key)
        _fill(session, wanted[key], offering, venue, place)
        _save(session, done)
        _hold_back(session, offering)
        Pool.objects.bulk_create(_as_long_before(session, pool, last) for pool in kept)
        done.added += 1
    return done


def _known(offering: Offering, wanted: dict[datetime, Slot], begin: datetime, end: datetime) -> list[Session]:
    """Return the sessions between two moments, and those on any day of the series that is wanted."""
    # A date that a holiday has moved may stand for a moment before `begin`, also one that is wanted no more.
    within = models.Q(key__gte=begin, key__lt=end) | models.Q(starts_at__gte=begin, starts_at__lt=end)
    first, after = whole_days(min(wanted, default=begin), max(wanted, default=begin))
    same_days = models.Q(key__gte=first, key__lt=after)
    sessions = Session.objects.filter(within | same_days, offering=offering, key__isnull=False).annotate(
        is_within=models.ExpressionWrapper(within, models.BooleanField()),
        was_asked_for=models.Exists(SignUp.objects.filter(session=models.OuterRef("pk"))),
    )
    return list(sessions.order_by("key").prefetch_related("releases"))


def whole_days(begin: datetime, end: datetime) -> tuple[datetime, datetime]:
    """Return the midnights between which the days of both moments are, on the clock of the hospital."""
    zone = timezone.get_default_timezone()
    first, last = (timezone.localdate(moment, zone) for moment in (begin, end))
    return tuple(timezone.make_aware(datetime.combine(day, time.min), zone) for day in (first, last + ONE_DAY))


def _make_room(following: list[tuple[Session, Slot]]) -> None:
    """Let none that is about to follow be in the way of the next in their venue."""
    moving = [
        session.pk
        for session, slot in following
        if (session.starts_at, session.ends_at) != (slot.starts_at, slot.ends_at)
    ]
    if moving:
        Session.objects.filter(pk__in=moving).update(venue=None)


def _fill(session: Session, slot: Slot, offering: Offering, venue: Venue | None, place: str) -> dict[str, object]:
    """Write what the series says into a session; returns what it said before, where that was something else."""
    said = {
        "starts_at": slot.starts_at,
        "ends_at": slot.ends_at,
        "topic": slot.topic,
        "venue_id": venue and venue.pk,
        "place": place,
        "capacity": offering.capacity if offering.takes_sign_ups else None,
        **offering.window_of(slot.starts_at),
    }
    before = {name: getattr(session, name) for name, value in said.items() if getattr(session, name) != value}
    for name, value in said.items():
        setattr(session, name, value)
    return before


def _take_over(session: Session, slot: Slot, offering: Offering, venue: Venue | None, place: str, done) -> None:
    before = _fill(session, slot, offering, venue, place)
    if before:
        _save(session, done)
    # Where the venue is still taken by something else, nothing may have changed.
    if any(getattr(session, name) != value for name, value in before.items()):
        touch(session)
        session.save(update_fields=["sequence", "changed_at"])
        done.changed += 1
    _hold_back(session, offering)


def _compare(session: Session, slot: Slot | None, offering, venue, place: str, done, *, is_left_behind: bool) -> None:
    """Mark a session that people count on where the series says otherwise, and take the mark off where it does not.

    What was changed by hand is left alone, unless it stood at the hour that the series has just given up: a date that
    only got other places is not left at an hour of its own unasked. What nobody notices follows all the same: the hours
    of the window, and a number of places for all who have one.
    """
    moved = slot is None or (session.starts_at, session.ends_at) != (slot.starts_at, slot.ends_at)
    elsewhere = slot is not None and (session.venue_id, session.place) != (venue and venue.pk, place)
    is_asked_about = is_left_behind or session.is_out_of_step or not session.changed_by_hand
    out_of_step = (moved or elsewhere) and is_asked_about
    if not session.changed_by_hand and not moved:
        _follow_quietly(session, offering)
    if session.is_out_of_step != out_of_step:
        session.is_out_of_step = out_of_step
        session.save(update_fields=["is_out_of_step"])
        if out_of_step:
            done.out_of_step = (*done.out_of_step, session.starts_at)


def _follow_quietly(session: Session, offering: Offering) -> None:
    capacity = offering.capacity if offering.takes_sign_ups else None
    window = offering.window_of(session.starts_at)
    before = {name: getattr(session, name) for name in [*window, "capacity"]}
    for name, moment in window.items():
        setattr(session, name, moment)
    if capacity is None or capacity >= session.taken:
        session.capacity = capacity
    if all(getattr(session, name) == value for name, value in before.items()):
        return
    session.save(update_fields=before)
    session.offering = offering
    promote(session)


def _as_long_before(session: Session, pool: Pool, last: Session) -> Pool:
    """Return a pool for `session` like one of `last`, which is merged as long before the date."""
    merges_at = pool.merges_at and session.starts_at - (last.starts_at - pool.merges_at)
    kept_for = {name: getattr(pool, name) for name in ("audience_id", "union_group_id", "branch_id")}
    return Pool(session=session, places=pool.places, merges_at=merges_at, **kept_for)


def _save(session: Session, done: Planned) -> None:
    try:
        with transaction.atomic():
            session.save()
    except IntegrityError as error:
        if constraint_of(error) != ONE_USE_OF_A_VENUE:
            raise
        # The date takes place all the same; somebody finds another room for it, or asks the others to.
        session.venue = None
        session.save()
        done.unplaced = (*done.unplaced, session.starts_at)


def _hold_back(session: Session, offering: Offering) -> None:
    """Let what opens later of a session nobody has asked for be what the terms say now."""
    batch = offering.second_batch_of(session.starts_at)
    pending = [release for release in session.releases.all() if release.released_at is None]
    if batch and pending and session.opens_at is None:
        # Open since it stands in the calendar, its second batch is of that day and not of each day it is planned on.
        batch = pending[0].at, batch[1]
    if batch and not (batch[1] and timezone.now() < batch[0] < session.starts_at):
        batch = None
    if [(release.at, release.places) for release in pending] == ([batch] if batch else []):
        return
    for release in pending:
        release.delete()
    if batch:
        Release.objects.create(session=session, at=batch[0], places=batch[1])
