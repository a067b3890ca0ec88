"""What a live selection needs to be applied for: its run with a drive, one offering, and a session for each option."""

import secrets
from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _

from people.sealing import seal

from ..actions.offering import follow
from ..actions.sessions import call_off
from ..draws.committing import SEED_BYTES
from ..draws.recompute import commitment_of
from ..locking import lock_offering, patiently
from ..models import Batch, Drive, Offering, Option, Pool, Run, Selection, Session, SignUp, SignUpTerms
from ..models.session import LAST_MINUTE
from ..promoting import promote


@patiently
def hold(selection: Selection) -> Run:
    """Let the run, the offering and the sessions of a live selection follow what it says now.

    A date that somebody has applied for keeps its people; one that is no longer an option is called off, and they are
    told. Places follow unless more people hold one.
    """
    offering = follow(selection, _terms(selection), title=selection.title, link=selection.url)
    run = _run_of(selection, offering)
    offering = lock_offering(offering.pk)
    known = {batch.option_id: batch for batch in run.batches.select_related("session")}
    options = list(selection.options.select_related("base"))
    for option in options:
        batch = known.get(option.pk) or _new(run, option, offering)
        _follow_option(batch, option, selection, offering)
    _drop(run, {option.pk for option in options})
    return run


def lock(run: Run) -> Run:
    """Lock all that hangs on a run until the transaction ends; returns it as it is now, with its selection."""
    lock_offering(Offering.objects.values_list("pk", flat=True).get(drive=run.drive_id))
    return Run.objects.select_related("selection__audience", "drive").get(pk=run.pk)


def sessions_of(run: Run) -> list[Session]:
    """Return the sessions of a run that take place, with one offering, in the order of the options."""
    found = Session.objects.planned().filter(batch_held__run=run).select_related("offering", "batch_held__base")
    return list(found.order_by("starts_at", "pk"))


def _terms(selection: Selection) -> Offering:
    """Terms as an offering takes them over. Whoever holds a place here may hold others at the same hours: five days of
    a retreat are full of them, and who is chosen must not hang on what somebody signs up for while the list stands.
    """
    return Offering(
        mode=SignUpTerms.Mode.SELECTION,
        audience=selection.audience,
        limit_per_department=selection.limit_per_department,
        cancel_hours_before=selection.cancel_days_before * 24,
        clashes_matter=False,
        contact=selection.contact,
    )


def _run_of(selection: Selection, offering: Offering) -> Run:
    run = Run.objects.filter(selection=selection).select_related("drive").first()
    if run is None:
        seed = secrets.token_hex(SEED_BYTES)
        drive = Drive.objects.create(title=_drive_title(selection))
        run = Run.objects.create(selection=selection, drive=drive, sealed=seal(seed), commitment=commitment_of(seed))
    elif run.drive.title != _drive_title(selection):
        Drive.objects.filter(pk=run.drive_id).update(title=_drive_title(selection))
    if offering.drive_id is None:
        Offering.objects.filter(pk=offering.pk).update(drive=run.drive)
    return run


def _drive_title(selection: Selection) -> str:
    taken = Drive.objects.filter(title=selection.title).exclude(run__selection=selection).exists()
    return f"{selection.title} ({selection.pk})" if taken else selection.title


def _new(run: Run, option: Option, offering: Offering) -> Batch:
    session = Session.objects.create(offering=offering, capacity=option.places)
    return Batch(run=run, option=option, session=session)


def _follow_option(batch: Batch, option: Option, selection: Selection, offering: Offering) -> None:
    batch.route, batch.base = option.route, option.base
    batch.save()
    session = batch.session
    session.offering = offering
    session.starts_at, session.ends_at = _at(option.starts_on, time.min), _at(option.ends_on, LAST_MINUTE)
    session.topic, session.place = option.name, _place(option)
    session.opens_at, session.closes_at = selection.opens_at, selection.closes_at
    session.cancel_until = offering.window_of(session.starts_at)["cancel_until"]
    if option.places >= session.taken and not session.changed_by_hand:
        session.capacity = option.places
    session.save()
    _keep_places(session, selection)
    promote(session)


def _place(option: Option) -> str:
    return " · ".join(part for part in (option.base.name, option.base.place) if part)[:80] if option.base else ""


def _at(day: date, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))


def _keep_places(session: Session, selection: Selection) -> None:
    """Let the pools be the shares of the selection, as long as nobody has a place by them."""
    if session.taken:
        return
    session.pools.all().delete()
    Pool.objects.bulk_create(
        Pool(
            session=session,
            places=share.places,
            branch_id=share.branch_id,
            union_group_id=share.union_group_id,
            audience_id=share.audience_id,
        )
        for share in selection.shares.all()
    )


def _drop(run: Run, options: set[int]) -> None:
    for batch in run.batches.select_related("session"):
        if batch.option_id in options or batch.session.is_cancelled or batch.session.has_begun:
            continue
        if SignUp.objects.filter(session=batch.session).exists():
            call_off(batch.session, None, reason=_("This date is no longer part of the selection."))
        else:
            session = batch.session
            batch.delete()
            session.delete()
