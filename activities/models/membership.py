"""Who belongs to a club, with what duties, since when and until when."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ClubMembershipQuerySet(models.QuerySet):
    def present(self):
        return self.filter(left_on=None)


class ClubMembership(models.Model):
    """One person in one club, from a day to a day; a new row each time they join.

    It follows from `sign_up`, their place in the club, and is never made or ended past it
    (`membership.following`). Null once what was signed up for is no longer kept.
    """

    club = models.ForeignKey("activities.ClubPage", models.PROTECT, related_name="memberships", verbose_name=_("club"))
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="club_memberships", verbose_name=_("club member")
    )
    joined_on = models.DateField(_("joined on"), default=timezone.localdate)
    left_on = models.DateField(_("left on"), null=True, blank=True)
    sign_up = models.OneToOneField(
        "signups.SignUp", models.SET_NULL, null=True, editable=False, related_name="club_membership"
    )
    # That in which they did not say that they stay; so it ended.
    not_renewed = models.ForeignKey(
        "activities.ClubRenewal", models.SET_NULL, null=True, editable=False, related_name="left"
    )

    objects = ClubMembershipQuerySet.as_manager()

    # A record, not content: the index of references would be written with every act and never asked.
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["club", "member"]
        verbose_name = _("club membership")
        verbose_name_plural = _("club memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["club", "member"],
                condition=models.Q(left_on=None),
                name="activities_clubmembership_one_at_a_time",
                violation_error_message=_("This person is already a member of the club."),
            )
        ]

    def __str__(self):
        return f"{self.club}: {self.member}"


class Recruitment(models.Model):
    """One recruitment of a club, as its live page says it. Of its places count those who join while it lasts and after,
    until the next: the club grows from `members_before` by the places of the page.
    """

    club = models.ForeignKey("activities.ClubPage", models.CASCADE, related_name="recruitments")
    opens_on = models.DateField(_("recruitment opens"))
    closes_on = models.DateField(_("recruitment closes"))
    members_before = models.PositiveIntegerField(_("club members before"))

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["club", "-opens_on"]
        verbose_name = _("recruitment")
        constraints = [models.UniqueConstraint(fields=["club", "opens_on"], name="activities_recruitment_once")]

    def __str__(self):
        return f"{self.club}: {self.opens_on}"


def _number(column: str) -> Func:
    """A number as a range of one: numbers themselves would need an extension of the database."""
    return Func(F(column), F(column), Value("[]"), function="int8range", output_field=BigIntegerRangeField())


class ClubRoleQuerySet(models.QuerySet):
    def held_on(self, day):
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)

    def not_over(self):
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=timezone.localdate()))


class ClubRole(models.Model):
    """A duty of a club member, from a day to a day, both included. Who leads the club, its page says (`ClubLeader`)."""

    class Duty(models.IntegerChoices):
        COACH = 1, _("coach")
        CAPTAIN = 2, _("captain")
        LIAISON = 3, _("liaison")
        EQUIPMENT = 4, _("keeper of equipment")
        ATTENDANCE = 5, _("keeper of attendance")
        EXPENSES = 6, _("clerk of expenses")
        PUBLICITY = 7, _("publicity and pictures")

    membership = models.ForeignKey(ClubMembership, models.CASCADE, related_name="roles", verbose_name=_("club member"))
    duty = models.PositiveSmallIntegerField(_("duty"), choices=Duty)
    starts_on = models.DateField(_("from"), default=timezone.localdate)
    ends_on = models.DateField(_("until"), null=True, blank=True, help_text=_("Empty: without an end."))
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(auto_now_add=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = ClubRoleQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["duty", "starts_on"]
        verbose_name = _("duty in a club")
        verbose_name_plural = _("duties in clubs")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="activities_clubrole_ends_after_start",
                violation_error_message=_("A duty does not end before it begins."),
            ),
            ExclusionConstraint(
                name="activities_clubrole_same_once_at_a_time",
                expressions=[
                    (_number("membership_id"), RangeOperators.OVERLAPS),
                    (_number("duty"), RangeOperators.OVERLAPS),
                    (
                        Func(
                            F("starts_on"),
                            F("ends_on"),
                            Value("[]"),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message=_("They have this duty already in that time."),
            ),
        ]

    def __str__(self):
        return f"{self.membership}: {self.get_duty_display()}"
