"""What a revision changes, in words and pictures, field by field."""

from wagtail.admin.compare import FieldComparison
from wagtail.admin.panels import get_edit_handler
from wagtail.models import Page, Revision

from .contents import TECHNICAL_FIELDS


def edit_handler_of(model):
    """Return the panels with which `model`, a page or snippet class, is edited."""
    if issubclass(model, Page):
        return model.get_edit_handler()
    return get_edit_handler(model)


def changes_of(revision: Revision, request) -> list:
    """Return Wagtail's comparisons of the fields that differ between `revision` and what is live.

    For a thing that was never live each filled field is a change.
    """
    proposed = revision.as_object()
    model = type(proposed)
    if proposed.live_revision_id:
        live = Revision.objects.get(pk=proposed.live_revision_id).as_object()
    else:
        live = model()
    panel = edit_handler_of(model).get_bound_panel(instance=proposed, request=request, form=None)
    comparisons = [comparison(live, proposed) for comparison in panel.get_comparison()]
    shown = {comparison.field.name for comparison in comparisons if comparison.is_field}
    # A form may write fields that no panel shows, such as the recurrence of an activity; the approver sees them all.
    comparisons += [
        FieldComparison(field, live, proposed)
        for field in model._meta.concrete_fields
        if field.name not in shown and field.name not in TECHNICAL_FIELDS and field.model is not Page
    ]
    return [comparison for comparison in comparisons if comparison.has_changed()]
