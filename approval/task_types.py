"""Which kinds of task the administrator may build a workflow of."""

from django.http import Http404
from wagtail import workflows
from wagtail.admin.views.workflows import CreateTask

from people.viewsets import MemberChooserViewSet

from .models import ReviewTask


def offer_our_stage_alone() -> None:
    """Offer the stage that knows our rules, not Wagtail's group task, whose approval would publish nothing."""
    workflows.TASK_TYPES[:] = [ReviewTask]


def choose_persons_by_name() -> None:
    """Let a stage's form choose its person by name and number: Wagtail would list every member."""
    chooser = MemberChooserViewSet("member_chooser", url_prefix="member-chooser")
    ReviewTask.admin_form_widgets = {**ReviewTask.admin_form_widgets, "person": chooser.widget_class}


def open_the_form_of_our_stage_alone() -> None:
    """Answer that there is no such address where somebody types that of another kind of task by hand: Wagtail asks
    whether it is a task at all, not whether it is offered.
    """
    dispatch = CreateTask.dispatch

    def dispatch_offered(view, request, *args, **kwargs):
        if view.model not in workflows.get_task_types():
            raise Http404
        return dispatch(view, request, *args, **kwargs)

    CreateTask.dispatch = dispatch_offered
