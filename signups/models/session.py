from datetime import time

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..querysets import SessionQuerySet


class VenueRange(Func):
    """One venue as a range of numbers: ranges have GiST support without an extension, numbers have not."""

    function = "INT8RANGE"
    output_field = BigIntegerRangeField()

    def __init__(self, column):
        super().__init__(F(column), F(column), Value("[]"))


class Hours(Func):
    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


def where_is(venue, place: str) -> str:
    """Return the venue and what is said of the place beside it; where one of the two names the other, it alone."""
    if venue and place and (venue.name in place or place in venue.name):
        return max(venue.name, place, key=len)
    return " · ".join(part for part in (venue.name if venue else "", place) if part)


# Days without hours: until midnight would read as the day after.
LAST_MINUTE = time(23, 59)


class Session(models.Model):
    """One date of an offering, or one thing without a date, such as membership of a club (`starts_at` is null then).

    `key` is the moment in the series that it stands for: a session that was moved is recognised by it. `taken` counts
    the granted places; the trigger of SignUp keeps it, and nothing else writes it.
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        CANCELLED = "cancelled", _("cancelled")

    offering = models.ForeignKey(
        "signups.Offering", models.PROTECT, related_name="sessions", verbose_name=_("offering")
    )
    key = models.DateTimeField(_("date in the series"), null=True, blank=True, editable=False)
    starts_at = models.DateTimeField(_("starts at"), null=True, blank=True)
    ends_at = models.DateTimeField(_("ends at"), null=True, blank=True)
    venue = models.ForeignKey(
        "signups.Venue", models.PROTECT, null=True, blank=True, related_name="sessions", verbose_name=_("venue")
    )
    place = models.CharField(_("where"), max_length=80, blank=True)
    topic = models.CharField(_("topic"), max_length=80, blank=True)
    capacity = models.PositiveIntegerField(_("places"), null=True, blank=True, help_text=_("Empty: as many as come."))
    taken = models.PositiveIntegerField(_("taken"), default=0, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PLANNED)
    opens_at = models.DateTimeField(_("sign-up opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("sign-up closes"), null=True, blank=True)
    cancel_until = models.DateTimeField(_("cancel until"), null=True, blank=True)
    remark = models.CharField(
        _("note on the date"),
        max_length=160,
        blank=True,
        help_text=_("Stands beside the date: why it was moved or cancelled."),
    )
    # Made when somebody booked it: it takes its venue only as long as somebody holds it.
    is_slot = models.BooleanField(default=False, editable=False)
    # Somebody has changed this one date; the series leaves it alone from then on.
    changed_by_hand = models.BooleanField(default=False, editable=False)
    # The series says otherwise by now, and people have signed up: somebody has to decide.
    is_out_of_step = models.BooleanField(_("differs from the series"), default=False, editable=False)
    # For calendars: how often what they show has changed, and when it did so last.
    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(auto_now_add=True, editable=False)
    drawn_at = models.DateTimeField(_("drawn at"), null=True, blank=True, editable=False)
    # The list of a selection has taken effect: from then on places are given by it.
    listed_at = models.DateTimeField(_("list in effect since"), null=True, blank=True, editable=False)
    # From then on whoever was not ticked is absent. By whom, the marks say.
    attendance_closed_at = models.DateTimeField(_("attendance closed at"), null=True, blank=True, editable=False)

    objects = SessionQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["starts_at", "pk"]
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        indexes = [
            models.Index("starts_at", name="signups_session_starts_at"),
            models.Index("opens_at", name="signups_session_opens_at"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["offering", "key"], name="signups_session_one_per_date"),
            models.CheckConstraint(
                condition=Q(starts_at=None, ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="signups_session_takes_time",
                violation_error_message=_("A session ends after it has begun."),
            ),
            models.CheckConstraint(
                condition=Q(capacity=None) | Q(taken__lte=F("capacity")),
                name="signups_session_not_overbooked",
                violation_error_message=_("More people hold a place than that."),
            ),
            ExclusionConstraint(
                name="signups_session_venue_once_at_a_time",
                expressions=[
                    (VenueRange("venue_id"), RangeOperators.OVERLAPS),
                    (Hours("starts_at", "ends_at"), RangeOperators.OVERLAPS),
                ],
                # Without a venue, or without hours, a range would meet all others.
                condition=Q(venue__isnull=False, starts_at__isnull=False)
                & ~Q(state="cancelled")
                & (Q(is_slot=False) | Q(taken__gt=0)),
                violation_error_message=_("Something else takes place in this venue at that hour."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="keeps_count",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                # A session that was read before somebody signed up carries an old number. The trigger of SignUp, which
                # alone counts, comes here one level deeper.
                func="""
                    IF TG_OP = 'INSERT' THEN
                        NEW.taken = 0;
                    ELSIF pg_trigger_depth() < 2 THEN
                        NEW.taken = OLD.taken;
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="stays_drawn",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("OLD.drawn_at IS NOT NULL"),
                # A session that was read before the draw must not open it again.
                func="NEW.drawn_at = OLD.drawn_at; RETURN NEW;",
            ),
            pgtrigger.Trigger(
                name="stays_listed",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("OLD.listed_at IS NOT NULL"),
                func="NEW.listed_at = OLD.listed_at; RETURN NEW;",
            ),
        ]

    def __str__(self):
        if self.starts_at is None:
            return str(self.offering)
        return f"{self.offering} {timezone.localtime(self.starts_at):%Y-%m-%d %H:%M}"

    @property
    def is_cancelled(self) -> bool:
        return self.state == self.State.CANCELLED

    @property
    def is_over(self) -> bool:
        return self.ends_at is not None and self.ends_at <= timezone.now()

    @property
    def is_of_whole_days(self) -> bool:
        """Whether it lasts from the first to the last minute of its days: then nobody is told hours."""
        if self.starts_at is None or self.ends_at is None:
            return False
        starts, ends = timezone.localtime(self.starts_at), timezone.localtime(self.ends_at)
        return (starts.time(), ends.time()) == (time.min, LAST_MINUTE)

    @property
    def has_begun(self) -> bool:
        return self.starts_at is not None and self.starts_at <= timezone.now()

    @property
    def is_today(self) -> bool:
        return self.starts_at is not None and timezone.localdate(self.starts_at) == timezone.localdate()

    @property
    def is_not_open_yet(self) -> bool:
        return self.opens_at is not None and self.opens_at > timezone.now()

    @property
    def is_closed(self) -> bool:
        return self.closes_at is not None and self.closes_at <= timezone.now()

    @property
    def takes_sign_ups_now(self) -> bool:
        """True while its window is open; whether a given member may sign up is another question."""
        return (
            self.offering.takes_sign_ups
            and self.offering.is_live
            and not (self.is_cancelled or self.has_begun or self.is_not_open_yet or self.is_closed)
        )

    @property
    def places_left(self) -> int | None:
        """How many places nobody holds; None without a limit. Some may be kept for a group or for later."""
        return None if self.capacity is None else self.capacity - self.taken

    @property
    def is_full(self) -> bool:
        return self.places_left == 0

    @property
    def awaits_draw(self) -> bool:
        """True until the draw: whoever has signed up is in it, and on no waiting list."""
        return self.offering.mode == "draw" and self.drawn_at is None

    @property
    def awaits_list(self) -> bool:
        """True until the list of a selection has taken effect: whoever has applied is on no waiting list yet."""
        return self.offering.mode == "selection" and self.listed_at is None

    @property
    def awaits_order(self) -> bool:
        """True as long as nobody has a place, since those who ask do not stand in an order yet."""
        return self.awaits_draw or self.awaits_list

    @property
    def can_be_cancelled_freely(self) -> bool:
        return self.cancel_until is None or timezone.now() <= self.cancel_until

    @property
    def is_attendance_closed(self) -> bool:
        return self.attendance_closed_at is not None

    @property
    def venue_or_place(self) -> str:
        """The venue, or what is said of the place where there is none; for lists."""
        return self.venue.name if self.venue else self.place

    @property
    def where(self) -> str:
        return where_is(self.venue, self.place)
