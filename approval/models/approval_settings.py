from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from .check_settings import Severity
from .proof_reading import ProofRound

COMMON_REMARKS = "\n".join(
    ["标题请再斟酌。", "请补充时间和地点。", "图片不清楚，请换一张。", "有错别字，请校对。", "请先与供稿科室核实数字。"]
)
TAKE_DOWN_REMARKS = "\n".join(
    [
        "内容有误，先撤下核实。",
        "含有不应公开的个人信息。",
        "图片中的人不同意公开。",
        "内容已经过时。",
        "按上级要求撤下。",
    ]
)


@register_setting(icon="tasks")
class ApprovalSettings(BaseGenericSetting):
    """How long a submission may wait, what approvers often write, and who reads proofs. Days are working days."""

    remind_after = models.PositiveSmallIntegerField(
        _("remind the approvers after"),
        default=2,
        validators=[MaxValueValidator(30)],
        help_text=_("Working days that a submission waits before its approvers are reminded; 0: never."),
    )
    escalate_after = models.PositiveSmallIntegerField(
        _("pass on to chair and deputies after"),
        default=4,
        validators=[MaxValueValidator(60)],
        help_text=_("Working days after which the chair and the deputy chairs may decide as well; 0: never."),
    )
    remarks = models.TextField(
        _("common remarks"),
        default=COMMON_REMARKS,
        blank=True,
        help_text=_("One a line. An approver who sends something back picks from them."),
    )
    take_down_remarks = models.TextField(
        _("common reasons for taking down"),
        default=TAKE_DOWN_REMARKS,
        blank=True,
        help_text=_("One a line. An approver who takes something down picks from them."),
    )
    proofs = models.PositiveSmallIntegerField(
        _("proof-readings asked for"),
        default=0,
        choices=[
            (0, _("none")),
            (1, _("one: the first proof")),
            (2, _("two: the first and the second proof")),
            (3, _("three: the first, the second and the third proof")),
        ],
        help_text=_("How often a text is read before it is submitted. Each reading is ticked by who did it."),
    )
    missing_proof = models.CharField(
        _("a missing proof-reading"),
        max_length=5,
        default=Severity.BLOCK,
        choices=[choice for choice in Severity.choices if choice[0] != Severity.OFF],
    )
    one_reads_several = models.BooleanField(
        _("the same person may read several proofs"),
        default=False,
        help_text=_("For a small office. Whoever drafted the text never gives all the ticks."),
    )

    panels = [
        FieldPanel("remind_after"),
        FieldPanel("escalate_after"),
        FieldPanel("remarks"),
        FieldPanel("take_down_remarks"),
        MultiFieldPanel(
            [FieldPanel("proofs"), FieldPanel("missing_proof"), FieldPanel("one_reads_several")],
            heading=_("Proof-reading"),
        ),
    ]

    class Meta:
        verbose_name = _("approval settings")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(proofs__range=(0, max(ProofRound))), name="approval_approvalsettings_at_most_three"
            ),
        ]

    @classmethod
    def current(cls) -> "ApprovalSettings":
        """Return what the office has set, or the defaults; unlike `load` it never writes."""
        return cls.objects.first() or cls()

    @property
    def missing_proof_blocks(self) -> bool:
        return self.missing_proof == Severity.BLOCK

    @property
    def common_remarks(self) -> list[str]:
        return _lines(self.remarks)

    @property
    def reasons_for_taking_down(self) -> list[str]:
        return _lines(self.take_down_remarks)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
