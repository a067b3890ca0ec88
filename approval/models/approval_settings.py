from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

COMMON_REMARKS = "\n".join(
    ["标题请再斟酌。", "请补充时间和地点。", "图片不清楚，请换一张。", "有错别字，请校对。", "请先与供稿科室核实数字。"]
)


@register_setting(icon="tasks")
class ApprovalSettings(BaseGenericSetting):
    """How long a submission may wait, and what approvers often write. Days are working days."""

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

    panels = [FieldPanel("remind_after"), FieldPanel("escalate_after"), FieldPanel("remarks")]

    class Meta:
        verbose_name = _("approval settings")

    @property
    def common_remarks(self) -> list[str]:
        return [line.strip() for line in self.remarks.splitlines() if line.strip()]
