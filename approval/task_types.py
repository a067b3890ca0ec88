"""Which kinds of task the administrator may build a workflow of."""

from wagtail import workflows

from people.viewsets import MemberChooserViewSet

from .models import ReviewTask


def offer_our_stage_alone() -> None:
    """Offer the stage that knows our rules, not Wagtail's group task, whose approval would publish nothing."""
    workflows.TASK_TYPES[:] = [ReviewTask]


def choose_persons_by_name() -> None:
    """Let a stage's form choose its person by name and number: Wagtail would list every member."""
    chooser = MemberChooserViewSet("member_chooser", url_prefix="member-chooser")
    ReviewTask.admin_form_widgets = {**ReviewTask.admin_form_widgets, "person": chooser.widget_class}
