from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from .actions import end_role
from .errors import LastAdministrator
from .models import RoleGrant


def end_role_view(request, pk):
    """Ask, then end a grant; nobody but who may grant roles may end one."""
    if not request.user.has_perm("people.add_rolegrant"):
        raise PermissionDenied
    grant = get_object_or_404(RoleGrant.objects.select_related("member"), pk=pk)
    if request.method == "POST":
        try:
            end_role(grant)
        except LastAdministrator as refusal:
            messages.error(request, refusal.sentence)
        else:
            messages.success(request, _("%(grant)s has ended.") % {"grant": grant})
        return redirect("people_rolegrant_modeladmin_index")
    return render(request, "people/admin/end_role.html", {"grant": grant, "page_title": _("End this role")})
