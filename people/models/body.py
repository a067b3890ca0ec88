import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from ..querysets import BodyQuerySet, PostHeldQuerySet


class Body(models.Model):
    """What posts are held in: the three committees of the union, and each branch, union group and department.

    The rows of branches, groups and departments are made by triggers of theirs (`models/leading.py`); they say nothing
    that the part of the house itself says.
    """

    class Kind(models.TextChoices):
        COMMITTEE = "committee", _("union committee")
        AUDIT = "audit", _("accounts-review committee")
        WOMEN = "women", _("women's committee")
        BRANCH = "branch", _("branch")
        GROUP = "group", _("union group")
        DEPARTMENT = "department", _("department")

    # One of each, made by a migration.
    COMMITTEES = [Kind.COMMITTEE, Kind.AUDIT, Kind.WOMEN]

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, editable=False)
    branch = models.OneToOneField("people.Branch", models.CASCADE, null=True, editable=False, related_name="body")
    union_group = models.OneToOneField(
        "people.UnionGroup", models.CASCADE, null=True, editable=False, related_name="body"
    )
    department = models.OneToOneField(
        "people.Department", models.CASCADE, null=True, editable=False, related_name="body"
    )

    objects = BodyQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(kind__in=["committee", "audit", "women"]),
                name="people_body_one_of_each_committee",
            ),
            models.CheckConstraint(
                condition=(
                    Q(kind="branch", branch__isnull=False, union_group=None, department=None)
                    | Q(kind="group", branch=None, union_group__isnull=False, department=None)
                    | Q(kind="department", branch=None, union_group=None, department__isnull=False)
                    | Q(kind__in=["committee", "audit", "women"], branch=None, union_group=None, department=None)
                ),
                name="people_body_is_of_its_kind",
            ),
        ]
        verbose_name = _("body")
        verbose_name_plural = _("bodies")

    def __str__(self):
        return self.part.name if self.part else str(self.get_kind_display())

    @property
    def part(self):
        """The branch, group or department, or None for a committee."""
        return self.branch or self.union_group or self.department

    @property
    def is_on_record(self) -> bool:
        """Whether somebody held a post in it, or a term of it was entered: then the part of the house stays."""
        return self.posts_held.exists() or self.terms.exists()

    @property
    def posts(self) -> list["PostHeld.Post"]:
        """The posts there are in it, the leading one first."""
        return POSTS_OF[self.kind]


class Term(models.Model):
    """A term of office (届) of a body; two terms of one body never overlap."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="terms", verbose_name=_("body"))
    number = models.PositiveSmallIntegerField(_("number of the term"))
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["body", "number"], name="people_term_number_once"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="people_term_ends_after_start",
            ),
            # A body as a range of one number: numbers themselves would need an extension of the database.
            ExclusionConstraint(
                name="people_term_one_at_a_time",
                expressions=[
                    (
                        Func(
                            F("body_id"),
                            F("body_id"),
                            Value("[]"),
                            function="int8range",
                            output_field=BigIntegerRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
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
            ),
        ]
        verbose_name = pgettext_lazy("of office", "term")
        verbose_name_plural = pgettext_lazy("of office", "terms")

    def __str__(self):
        return gettext("Term %(number)d of %(body)s") % {"number": self.number, "body": self.body}

    @property
    def is_over(self) -> bool:
        return self.ends_on is not None and self.ends_on < timezone.localdate()


class PostHeld(models.Model):
    """Who held which post of a body, from when until when, who entered it, and how it ended. A record: only ended."""

    class Post(models.TextChoices):
        CHAIR = "chair", pgettext_lazy("of a union committee or branch", "chair")
        DEPUTY_CHAIR = "deputy_chair", pgettext_lazy("of a union committee or branch", "deputy chair")
        DIRECTOR = "director", pgettext_lazy("of a special committee", "director")
        DEPUTY_DIRECTOR = "deputy_director", pgettext_lazy("of a special committee", "deputy director")
        COMMITTEE_MEMBER = "member", _("committee member")
        LEADER = "leader", _("group leader")
        DEPUTY_LEADER = "deputy_leader", _("deputy group leader")
        HEAD = "head", _("head of department")

    class Ending(models.TextChoices):
        TERM_OVER = "term_over", _("the term is over")
        SUCCEEDED = "succeeded", _("somebody else took over")
        RESIGNED = "resigned", _("resigned")
        MOVED = "moved", _("has other duties now")
        RETIRED = "retired", pgettext_lazy("why a post ended", "retired")
        RELIEVED = "relieved", _("relieved of the post")
        LEFT = "left", pgettext_lazy("why a post ended", "left the hospital or died")
        OTHER = "other", pgettext_lazy("why a post ended", "another reason")

    LEADING_POSTS = [Post.CHAIR, Post.DIRECTOR, Post.LEADER, Post.HEAD]
    # What somebody may give as the reason; the others follow from other acts.
    ENDINGS_GIVEN = [Ending.RESIGNED, Ending.MOVED, Ending.RETIRED, Ending.RELIEVED, Ending.TERM_OVER, Ending.OTHER]

    body = models.ForeignKey(Body, models.PROTECT, related_name="posts_held", verbose_name=_("body"))
    term = models.ForeignKey(
        Term,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="posts_held",
        verbose_name=pgettext_lazy("of office", "term"),
    )
    post = models.CharField(pgettext_lazy("in a body", "post"), max_length=16, choices=Post)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="posts_held", verbose_name=_("member")
    )
    starts_on = models.DateField(_("from"))
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("entered by")
    )
    entered_at = models.DateTimeField(_("entered at"), auto_now_add=True)
    # The day on which it ended; a successor may begin on it.
    ends_on = models.DateField(_("until"), null=True, blank=True)
    ending = models.CharField(_("how it ended"), max_length=10, choices=Ending, blank=True)
    remark = models.CharField(pgettext_lazy("of a record", "remark"), max_length=200, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("ended by")
    )
    ended_at = models.DateTimeField(_("ended at"), null=True)

    objects = PostHeldQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body"],
                condition=Q(ends_on=None, post__in=["chair", "director", "leader", "head"]),
                name="people_postheld_one_leads",
            ),
            models.UniqueConstraint(
                fields=["body", "post", "member"], condition=Q(ends_on=None), name="people_postheld_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="people_postheld_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None, ending="", ended_at=None)
                | (Q(ends_on__isnull=False, ended_at__isnull=False) & ~Q(ending="")),
                name="people_postheld_ends_for_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["member", "-starts_on"], name="people_postheld_of_member")]
        triggers = [
            pgtrigger.Protect(name="is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="says_who_held_what",
                fields=["body", "post", "member", "starts_on", "entered_by", "entered_at"],
            ),
            pgtrigger.Protect(
                name="ends_once", operation=pgtrigger.Update, condition=pgtrigger.Q(old__ends_on__isnull=False)
            ),
        ]
        verbose_name = _("post held")
        verbose_name_plural = _("posts held")

    def __str__(self):
        return f"{self.member}: {self.body} {self.get_post_display()}"

    @property
    def leads(self) -> bool:
        return self.post in self.LEADING_POSTS


Post = PostHeld.Post
COMMITTEE_POSTS = [Post.CHAIR, Post.DEPUTY_CHAIR, Post.COMMITTEE_MEMBER]
SPECIAL_POSTS = [Post.DIRECTOR, Post.DEPUTY_DIRECTOR, Post.COMMITTEE_MEMBER]
POSTS_OF = {
    Body.Kind.COMMITTEE: COMMITTEE_POSTS,
    Body.Kind.AUDIT: SPECIAL_POSTS,
    Body.Kind.WOMEN: SPECIAL_POSTS,
    Body.Kind.BRANCH: COMMITTEE_POSTS,
    Body.Kind.GROUP: [Post.LEADER, Post.DEPUTY_LEADER],
    Body.Kind.DEPARTMENT: [Post.HEAD],
}
