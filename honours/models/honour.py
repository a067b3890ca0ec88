from operator import attrgetter

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable
from wagtail.search import index

from approval.models import ApprovedSnippet
from approval.models.approved_snippet import ApprovedSnippetQuerySet
from people.models import Member
from people.strokes import in_order_of_strokes


class HonourQuerySet(ApprovedSnippetQuerySet):
    def with_card_data(self):
        """Fetch what a wall of honours shows, in a constant number of queries."""
        return self.prefetch_related("recipients__member", "recipients__department")


class Honour(index.Indexed, ApprovedSnippet, ClusterableModel):
    """One award, to one or several members, departments or teams, in the order in which they are named."""

    class Kind(models.TextChoices):
        CONTRIBUTION = "contribution", _("union contribution award")
        MODEL_WORKER = "model_worker", _("model worker or craftsman")
        ADVANCED = "advanced", _("advanced member or team")
        COMPETITION = "competition", _("competition prize")
        SERVICE_MEDAL = "service_medal", _("long service medal")
        INNOVATION = "innovation", _("innovation")
        OTHER = "other", _("other")

    class Level(models.TextChoices):
        NATIONAL = "national", _("national")
        PROVINCIAL = "provincial", _("provincial")
        MUNICIPAL = "municipal", _("municipal")
        DISTRICT = "district", _("district or county")
        ASSOCIATION = "association", _("trade or learned society")
        HOSPITAL = "hospital", _("hospital")

    title = models.CharField(_("honour"), max_length=80)
    kind = models.CharField(_("kind"), max_length=14, choices=Kind, default=Kind.ADVANCED)
    awarding_body = models.CharField(_("awarding body"), max_length=80)
    level = models.CharField(_("level"), max_length=12, choices=Level, default=Level.HOSPITAL)
    rank = models.CharField(_("rank"), max_length=20, blank=True, help_text=_("For example: first prize"))
    date = models.DateField(_("date"))
    citation = models.TextField(_("citation"), max_length=500, blank=True)
    by_strokes = models.BooleanField(
        _("names by the strokes of the surname"),
        default=False,
        help_text=_("Departments stand first, then all names, and the list says so. Not for a list with teams in it."),
    )
    picture = models.ForeignKey(
        "cms.UnionImage", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("photograph")
    )

    objects = HonourQuerySet.as_manager()

    panels = [
        FieldPanel("title"),
        InlinePanel("recipients", label=_("recipient"), heading=_("Recipients"), min_num=1),
        FieldPanel("by_strokes"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("level")]),
        FieldRowPanel([FieldPanel("awarding_body"), FieldPanel("rank")]),
        FieldPanel("date"),
        FieldPanel("citation"),
        FieldPanel("picture"),
    ]
    search_fields = [
        index.SearchField("title", boost=2),
        index.AutocompleteField("title"),
        index.SearchField("awarding_body"),
        index.AutocompleteField("awarding_body"),
        index.SearchField("citation"),
        index.FilterField("live"),
    ]

    class Meta:
        ordering = ["-date", "-pk"]
        verbose_name = _("honour")
        verbose_name_plural = _("honours")

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("honour", args=[self.pk])

    def with_content_json(self, content):
        """As it was written, save that whoever's data was emptied since stands there by name, as on the wall."""
        return super().with_content_json(content | {"recipients": self._by_name(content.get("recipients", []))})

    def _by_name(self, recipients: list[dict]) -> list[dict]:
        """Return serialised recipients; those who were emptied as their rows have them, which keep their names."""
        members = {each["member"] for each in recipients if each["member"]}
        emptied = members and set(Member.objects.emptied().filter(pk__in=members).values_list("pk", flat=True))
        if not emptied:
            return recipients
        named = dict(HonourRecipient.objects.filter(honour=self.pk, member=None).values_list("pk", "name"))
        return [
            each | {"member": None, "name": named[each["pk"]]}
            if each["member"] in emptied and named.get(each["pk"])
            else each
            for each in recipients
        ]

    @property
    def recipients_in_order(self) -> list["HonourRecipient"]:
        """The recipients as they are published: as they were entered, or names by strokes behind the departments.

        A name alone counts as that of a person: somebody from outside, or whose data was emptied.
        """
        recipients = list(self.recipients.all())
        if not self.by_strokes:
            return recipients
        departments = [recipient for recipient in recipients if recipient.department]
        people = [recipient for recipient in recipients if not recipient.department]
        return [*departments, *in_order_of_strokes(people, name=attrgetter("display_name"))]

    @property
    def recipient_names(self) -> list[str]:
        return [recipient.display_name for recipient in self.recipients_in_order]

    def get_preview_template(self, request, mode_name):
        return "honours/honour.html"

    def get_preview_context(self, request, mode_name):
        return {"honour": self, "request": request}


class HonourRecipient(Orderable):
    """Who received it: exactly one of a member, a department, or a name (a team, somebody from outside)."""

    honour = ParentalKey(Honour, on_delete=models.CASCADE, related_name="recipients")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="honours",
        verbose_name=_("member"),
    )
    department = models.ForeignKey(
        "people.Department", models.PROTECT, null=True, blank=True, related_name="honours", verbose_name=_("department")
    )
    name = models.CharField(_("team or name"), max_length=60, blank=True)

    panels = [FieldRowPanel([FieldPanel("member"), FieldPanel("department"), FieldPanel("name")])]

    class Meta(Orderable.Meta):
        verbose_name = _("recipient")
        constraints = [
            models.CheckConstraint(
                condition=(
                    models.Q(member__isnull=False, department__isnull=True, name="")
                    | models.Q(member__isnull=True, department__isnull=False, name="")
                    | (models.Q(member__isnull=True, department__isnull=True) & ~models.Q(name=""))
                ),
                name="honours_honourrecipient_exactly_one",
                violation_error_message=_("Give a member, a department or a name, and only one of them."),
            )
        ]

    def __str__(self):
        return self.display_name

    @property
    def display_name(self) -> str:
        return self.member.name if self.member else self.department.name if self.department else self.name
