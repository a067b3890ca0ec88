from datetime import timedelta
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ..errors import SignUpRefused
from ..models import Venue
from ..telling import hours
from .actions import book
from .grid import slots_between


@login_required
@require_safe
def venues(request):
    """The rooms in which members book slots."""
    return render(
        request, "signups/bookings/venues.html", {"venues": Venue.objects.bookable().select_related("campus")}
    )


@login_required
@require_safe
def venue(request, pk):
    """One room, one day: its slots."""
    found = get_object_or_404(Venue.objects.bookable().with_hours(), pk=pk)
    today = timezone.localdate()
    last = today + timedelta(days=found.book_days_ahead)
    day = _as_date(request.GET.get("day", "")) or today
    day = min(max(day, today), last)
    context = {
        "venue": found,
        "day": day,
        "days": [today + timedelta(days=number) for number in range(found.book_days_ahead + 1)],
        "slots": slots_between(found, day, request.user),
        "reason": found.audience.why_not(request.user) if found.audience else None,
        "closure": next((each for each in found.closures.all() if each.starts_on <= day <= each.ends_on), None),
        "attempt": uuid4(),
    }
    return render(request, "signups/bookings/venue.html", context)


def _as_date(text: str):
    try:
        return parse_date(text)
    except ValueError:
        return None


@login_required
@require_POST
def book_slot(request, pk):
    """Book one slot, and come back to its day."""
    found = get_object_or_404(Venue.objects.bookable(), pk=pk)
    starts_at = _as_moment(request.POST.get("starts_at", ""))
    if starts_at is None:
        messages.error(request, _("There is no slot at that hour."))
        return redirect("venue", pk)
    try:
        made = book(request.user, found, starts_at, attempt=_as_uuid(request.POST.get("attempt", "")))
    except SignUpRefused as refusal:
        messages.error(request, refusal.sentence)
    else:
        session = made[0].session
        slot = {"slot": hours(session.starts_at, session.ends_at), "venue": found}
        if made[0].is_granted:
            messages.success(request, _("%(venue)s is booked for you: %(slot)s.") % slot)
        else:
            messages.info(request, _("You are on the waiting list: %(venue)s, %(slot)s.") % slot)
    return redirect(f"{found.get_absolute_url()}?day={timezone.localdate(starts_at):%Y-%m-%d}")


def _as_moment(text: str):
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment if moment and timezone.is_aware(moment) else None


def _as_uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
