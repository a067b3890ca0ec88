"""The roster as a workbook to take away: to be filled in, or as it is now. For administrators alone."""

from django.views.decorators.http import require_POST, require_safe

from ..actions import note_look
from ..models import Look, Member
from ..workbooks import download
from .exporting import write_roster, write_template
from .permissions import for_administrators


@for_administrators
@require_safe
def roster_template(request):
    """An empty roster with its explanation."""
    return download(write_template(), "roster-template.xlsx")


@for_administrators
@require_POST
def roster_export(request):
    """Everybody with an account, as an import reads it. It is a look at everything, and noted as one."""
    note_look(request.user, Look.Subject.ROSTER_EXPORT)
    members = Member.objects.filter(is_active=True, is_superuser=False)
    members = members.select_related("department", "campus", "union_group__branch").order_by("employee_number")
    return download(write_roster(members, by=request.user), "roster.xlsx")
