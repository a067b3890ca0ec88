"""The one sheet of a joint submission."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages

from ..sheet import sheet_pdf
from .sheet import TEMPLATE, joint_sheet_of
from .telling import address_of
from .views import readable_joint, sees_all_of


def sheet(request, joint_id):
    """The sheet as PDF, for whoever may look at all of the joint submission."""
    joint = readable_joint(request, joint_id)
    if not sees_all_of(joint, request.user):
        raise PermissionDenied
    if not joint.submitted_at:
        messages.error(request, _("There is no sheet, since nothing was submitted."))
        return redirect(address_of(joint))
    response = HttpResponse(sheet_pdf(joint_sheet_of(joint), TEMPLATE), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="approval-{joint.sheet}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response
