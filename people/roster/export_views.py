"""The roster as a workbook to take away: to be filled in, or as it is now. For administrators alone."""

from django.views.decorators.http import require_POST, require_safe

from ..models import Member
from ..privacy.looks import note_look
from ..workbooks import download, export
from .exporting import write_roster, write_template
from .permissions import for_administrators
from .wording import EXPORT


@for_administrators
@require_safe
def roster_template(request):
    """An empty roster with its explanation."""
    return download(write_template(), "roster-template.xlsx")


@for_administrators
@require_POST
def roster_export(request):
    """Everybody with an account, as an import reads it. It is a look at everything, and noted as one."""
    members = Member.objects.filter(is_active=True, is_superuser=False)
    members = list(members.select_related("department", "campus", "union_group__branch").order_by("employee_number"))
    note_look(request.user, EXPORT, people=len(members))
    return export(write_roster(members), "roster.xlsx", by=request.user, rows=len(members))
