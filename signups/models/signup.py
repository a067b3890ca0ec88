import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..querysets import SignUpQuerySet
from .session import VenueRange

FIRST_RANK, USUAL_RANK = -1_000_000, 0


class SignUp(models.Model):
    """One attempt of one person at a place of a session; a new row each time, and those that have ended are history.

    The person is the member, or a dependant of the member. Those of one `party` have places together or not at all.
    Who waits comes by (`rank`, id). `blocks` are the hours that the place takes: no two places of one person overlap,
    unless somebody else has moved them onto each other (`blocks` is null then).
    """

    class State(models.TextChoices):
        REQUESTED = "requested", _("to be decided")
        WAITING = "waiting", _("on the waiting list")
        OFFERED = "offered", _("place to be confirmed")
        CONFIRMED = "confirmed", _("confirmed")
        CANCELLED = "cancelled", _("cancelled")
        EXPIRED = "expired", _("not confirmed in time")
        REFUSED = "refused", _("refused")
        SWAPPED = "swapped", _("swapped")

    GRANTED_STATES = [State.OFFERED, State.CONFIRMED]
    LIVE_STATES = [State.REQUESTED, State.WAITING, *GRANTED_STATES]

    class Attendance(models.TextChoices):
        PRESENT = "present", pgettext_lazy("attendance", "present")
        ABSENT = "absent", pgettext_lazy("attendance", "absent")
        EXCUSED = "excused", pgettext_lazy("attendance", "excused")

    session = models.ForeignKey("signups.Session", models.PROTECT, related_name="sign_ups", verbose_name=_("session"))
    pool = models.ForeignKey(
        "signups.Pool", models.SET_NULL, null=True, blank=True, related_name="sign_ups", verbose_name=_("pool")
    )
    # That of the offering; the trigger below copies it.
    drive = models.ForeignKey("signups.Drive", models.PROTECT, null=True, editable=False, related_name="+")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="sign_ups", verbose_name=_("member")
    )
    dependant = models.ForeignKey(
        "people.Dependant",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sign_ups",
        verbose_name=_("dependant"),
    )
    party = models.UUIDField(null=True, editable=False)
    # What the browser drew for this attempt: pressed twice, it is one attempt.
    attempt = models.UUIDField(null=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    rank = models.IntegerField(_("place in the queue"), default=USUAL_RANK)
    blocks = DateTimeRangeField(null=True, editable=False)
    signed_up_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("signed up by"),
        help_text=_("Empty: the member."),
    )
    made_at = models.DateTimeField(_("signed up at"), auto_now_add=True)
    granted_at = models.DateTimeField(_("place since"), null=True, editable=False)
    waited = models.BooleanField(_("from the waiting list"), default=False, editable=False)
    due_at = models.DateTimeField(_("to be confirmed by"), null=True, editable=False)
    ended_at = models.DateTimeField(_("ended at"), null=True, editable=False)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("ended by")
    )
    reason = models.CharField(
        _("reason"), max_length=200, blank=True, help_text=_("Why it was put first, refused or ended.")
    )
    note = models.CharField(_("note to the organiser"), max_length=200, blank=True)
    attendance = models.CharField(_("attendance"), max_length=8, choices=Attendance, blank=True)
    attendance_at = models.DateTimeField(_("attendance noted at"), null=True, editable=False)
    attendance_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("attendance noted by")
    )

    objects = SignUpQuerySet.as_manager()

    # A record, not content: the index of references would be written with every act and never asked.
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["rank", "pk"]
        verbose_name = _("sign-up")
        verbose_name_plural = _("sign-ups")
        indexes = [
            models.Index(
                fields=["session", "rank", "id"],
                condition=Q(state__in=["requested", "waiting", "offered", "confirmed"]),
                name="signups_signup_queue",
            ),
            models.Index(fields=["due_at"], condition=Q(state="offered"), name="signups_signup_due"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "member"],
                condition=Q(dependant=None, state__in=["requested", "waiting", "offered", "confirmed"]),
                name="signups_signup_one_live_per_member",
            ),
            models.UniqueConstraint(
                fields=["session", "dependant"],
                condition=Q(dependant__isnull=False, state__in=["requested", "waiting", "offered", "confirmed"]),
                name="signups_signup_one_live_per_dependant",
            ),
            models.UniqueConstraint(
                fields=["drive", "member"],
                condition=Q(drive__isnull=False, dependant=None, state__in=["offered", "confirmed"]),
                name="signups_signup_one_per_drive_and_member",
            ),
            models.UniqueConstraint(
                fields=["drive", "dependant"],
                condition=Q(drive__isnull=False, dependant__isnull=False, state__in=["offered", "confirmed"]),
                name="signups_signup_one_per_drive_and_dependant",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["requested", "waiting", "refused", "cancelled"]) | Q(granted_at__isnull=False),
                name="signups_signup_granted_at_an_hour",
            ),
            ExclusionConstraint(
                name="signups_signup_member_once_at_a_time",
                expressions=[
                    (VenueRange("member_id"), RangeOperators.OVERLAPS),
                    ("blocks", RangeOperators.OVERLAPS),
                ],
                condition=Q(dependant=None, blocks__isnull=False, state__in=["offered", "confirmed"]),
            ),
            ExclusionConstraint(
                name="signups_signup_dependant_once_at_a_time",
                expressions=[
                    (VenueRange("dependant_id"), RangeOperators.OVERLAPS),
                    ("blocks", RangeOperators.OVERLAPS),
                ],
                condition=Q(dependant__isnull=False, blocks__isnull=False, state__in=["offered", "confirmed"]),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="knows_its_drive",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    SELECT offering.drive_id INTO NEW.drive_id
                        FROM signups_session session JOIN signups_offering offering ON offering.id = offering_id
                        WHERE session.id = NEW.session_id;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="counts_places",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("state", "session_id") | pgtrigger.Delete,
                func="""
                    IF TG_OP <> 'INSERT' AND OLD.state IN ('offered', 'confirmed') THEN
                        IF TG_OP = 'UPDATE' AND NEW.state IN ('offered', 'confirmed')
                                AND NEW.session_id = OLD.session_id THEN
                            RETURN NULL;
                        END IF;
                        UPDATE signups_session SET taken = taken - 1 WHERE id = OLD.session_id;
                    END IF;
                    IF TG_OP <> 'DELETE' AND NEW.state IN ('offered', 'confirmed') THEN
                        UPDATE signups_session SET taken = taken + 1 WHERE id = NEW.session_id;
                    END IF;
                    RETURN NULL;
                """,
            ),
        ]

    def __str__(self):
        return f"{self.session}: {self.person_name}"

    @property
    def person_name(self) -> str:
        """Who comes: the dependant, or the member."""
        return self.dependant.name if self.dependant_id else self.member.name

    @property
    def state_in_words(self) -> str:
        """The state as people say it: who waits for a draw, or for a list, is in it, and on no waiting list."""
        if self.is_waiting and self.session.awaits_order:
            return str(_("in the draw") if self.session.awaits_draw else _("applied for"))
        return str(self.get_state_display())

    @property
    def is_live(self) -> bool:
        return self.state in self.LIVE_STATES

    @property
    def is_granted(self) -> bool:
        return self.state in self.GRANTED_STATES

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING

    @property
    def is_offered(self) -> bool:
        return self.state == self.State.OFFERED

    @property
    def is_confirmed(self) -> bool:
        return self.state == self.State.CONFIRMED

    @property
    def was_there(self) -> bool:
        """True where it is noted that they came."""
        return self.attendance == self.Attendance.PRESENT

    @property
    def is_lapsed(self) -> bool:
        """True for an offered place whose time to be confirmed is over."""
        return self.is_offered and self.due_at is not None and self.due_at <= timezone.now()
