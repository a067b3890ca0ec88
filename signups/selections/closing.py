"""At closing the points of all are computed and kept, with how they came about, and the draw is held that orders those
with the same points.
"""

from collections.abc import Iterable
from decimal import Decimal

from django.conf import settings
from django.utils import timezone, translation

from people.models import Member
from people.sealing import unseal

from ..draws.recompute import in_order
from ..errors import ReasonNeeded
from ..locking import patiently
from ..models import Answers, Application, Mark, Run
from .errors import AlreadyClosed, ListInEffect, ListStands, NotClosed, StillOpen
from .holding import lock
from .points import Counted, count
from .standing import stands
from .telling import tell_of_correction

AT_A_TIME = 500


@patiently
def close(run: Run) -> Run:
    """Compute and keep the points of all who have applied, and reveal the seed.

    Every application takes part in the draw, also one that is withdrawn or not consented to later: so nothing that
    anybody does after closing changes who comes first of two with the same points.

    Raises:
        StillOpen, AlreadyClosed
    """
    run = lock(run)
    if run.closed_at is not None:
        raise AlreadyClosed
    if not run.selection.is_closed:
        raise StillOpen(run.selection.closes_at)
    applications = list(Application.objects.live().filter(run=run).with_people())
    run.seed, run.closed_at = unseal(run.sealed), timezone.now()
    _draw(run, applications)
    _write_points(run, applications)
    run.save(update_fields=["seed", "closed_at"])
    return run


@patiently
def recompute(run: Run, by: Member) -> Run:
    """Compute the points once more from what is on record now; what the office has corrected stays.

    Raises:
        NotClosed, ListStands, ListInEffect
    """
    run = lock(run)
    check_may_change(run)
    _write_points(run, list(Application.objects.filter(run=run).exclude(number=None).with_people()))
    forget_list(run)
    return run


@patiently
def correct(mark: Mark, by: Member, *, points: Decimal, reason: str) -> Mark:
    """Say what somebody's points by a criterion are instead, with a reason that they read. A list is to be made anew.

    Raises:
        ReasonNeeded, NotClosed, ListStands, ListInEffect
    """
    if not reason.strip():
        raise ReasonNeeded
    run = lock(mark.application.run)
    check_may_change(run)
    mark = Mark.objects.select_related("application__member", "application__run__selection").get(pk=mark.pk)
    mark.corrected, mark.reason = points, reason.strip()
    mark.corrected_by, mark.corrected_at = by, timezone.now()
    mark.save()
    application = mark.application
    application.total, application.doubt = _total(application), ""
    application.save(update_fields=["total", "doubt"])
    forget_list(run)
    tell_of_correction(mark)
    return mark


def check_may_change(run: Run) -> None:
    """Raises NotClosed, ListInEffect, ListStands."""
    if run.closed_at is None:
        raise NotClosed
    if run.effective_at is not None:
        raise ListInEffect
    if stands(run.selection):
        raise ListStands


def forget_list(run: Run) -> None:
    """The list as it was made before does not hold any more."""
    Application.objects.filter(run=run).update(position=None, why_not="")
    run.applications.model._meta.get_field("wishes").related_model.objects.filter(application__run=run).update(
        outcome="", place=None
    )
    run.ranked_at = None
    run.save(update_fields=["ranked_at"])


def entries_of(applications: Iterable[Application]) -> list[dict]:
    """Return what is published of each for the draw: the number alone tells who it is, to themselves."""
    return [{"number": each.number, "weight": 1, "first_timer": False, "people": 1} for each in applications]


def _draw(run: Run, applications: list[Application]) -> None:
    # By the employee number, so that it does not hang on the order of the rows.
    for number, application in enumerate(sorted(applications, key=lambda each: each.member.employee_number), start=1):
        application.number = number
    drawn = {each["number"]: each["position"] for each in in_order(run.seed, entries_of(applications), False)}
    for application in applications:
        application.draw_position = drawn[application.number]
    Application.objects.bulk_update(applications, ["number", "draw_position"], batch_size=AT_A_TIME)


def _write_points(run: Run, applications: list[Application]) -> None:
    said = {
        answers.sign_up.wish.application_id: answers.values
        for answers in Answers.objects.filter(sign_up__wish__application__run=run).select_related("sign_up__wish")
    }
    values = {each.member_id: said.get(each.pk, {}) for each in applications}
    # How they came about is kept, so it is in the language of the site.
    with translation.override(settings.LANGUAGE_CODE):
        counted = count(run.selection, [each.member for each in applications], values)
    kept = {(mark.application_id, mark.criterion_id): mark for mark in Mark.objects.filter(application__run=run)}
    fresh, changed = [], []
    for application in applications:
        own = []
        for position, each in enumerate(counted[application.member_id]):
            mark = kept.pop((application.pk, each.criterion.pk), None)
            (changed if mark else fresh).append(_filled(mark or Mark(application=application), each, position))
            own.append((changed if mark else fresh)[-1])
        application.total = sum((mark.worth for mark in own), Decimal(0))
    Mark.objects.bulk_create(fresh, batch_size=AT_A_TIME)
    Mark.objects.bulk_update(changed, ["position", "label", "units", "points", "how"], batch_size=AT_A_TIME)
    Mark.objects.filter(pk__in=[mark.pk for mark in kept.values() if mark.corrected is None]).delete()
    Application.objects.bulk_update(applications, ["total"], batch_size=AT_A_TIME)


def _filled(mark: Mark, counted: Counted, position: int) -> Mark:
    mark.criterion, mark.label, mark.position = counted.criterion, counted.criterion.label, position
    mark.units, mark.points, mark.how = counted.units, counted.points, counted.how[:160]
    return mark


def _total(application: Application) -> Decimal:
    return sum((mark.worth for mark in application.marks.all()), Decimal(0))
