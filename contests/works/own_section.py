"""What a member's own page shows of the works of this member."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.models import WorkflowState

from people.models import Audience
from people.own_page import MAIN, Section, register_section

from ..models import Call, VoteRound, Work

SHOWN = 3


def with_standing(works: Iterable[Work]) -> list[Work]:
    """Say of each work what has become of it (`standing`), and whether its author may replace it; one query."""
    works = list(works)
    states = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Work),
        object_id__in=[str(work.pk) for work in works],
        status=WorkflowState.STATUS_IN_PROGRESS,
    )
    waiting = set(states.values_list("object_id", flat=True))
    for work in works:
        is_waiting = str(work.pk) in waiting
        work.standing = _standing(work, is_waiting)
        is_loose = not (work.live or work.first_published_at or work.withdrawn_at or is_waiting)
        work.may_be_replaced = is_loose and not work.call.is_over
    return works


def _standing(work: Work, is_waiting: bool) -> str:
    if work.withdrawn_at:
        return _("withdrawn")
    if work.live:
        return _("shown")
    if is_waiting:
        return _("waits for its approval")
    return _("not shown any more") if work.first_published_at else pgettext("a work", "handed in")


def own_works(request) -> dict | None:
    """Return the newest `works` of one's own, open `calls`, and the open `rounds` in which one has not voted."""
    user = request.user
    works = with_standing(Work.objects.standing().filter(author=user).select_related("call").latest_first()[:SHOWN])
    calls = _meant(Call.objects.open().order_by("closes_at"), user)
    rounds = _meant(VoteRound.objects.open().exclude(voted__member=user).order_by("closes_at"), user)
    found = {"works": works, "calls": calls, "rounds": rounds}
    return found if any(found.values()) else None


def _meant(things, user) -> list:
    """Return those that are for this member; the audiences in one query."""
    things = list(things)
    if not any(thing.audience_id for thing in things):
        return things
    own = set(Audience.objects.including(user).values_list("pk", flat=True))
    return [thing for thing in things if not thing.audience_id or thing.audience_id in own]


def register() -> None:
    register_section(Section("works", "contests/works/own_section.html", own_works, MAIN, order=40))
