from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from .admin_forms import TakeDownForm
from .crumbs import crumbs
from .models import ApprovalSettings, ApprovedSnippet
from .permissions import is_approver
from .queue import edit_url_of
from .taking_down import take_down


def take_down_view(request, app_label, model_name, pk):
    """Ask for the remark and take a public page or snippet off the site."""
    if not is_approver(request.user):
        raise PermissionDenied
    thing = get_object_or_404(_model(app_label, model_name), pk=pk)
    form = TakeDownForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        take_down(thing, request.user, form.cleaned_data["comment"])
        messages.success(request, _("“%(title)s” is no longer public. Its author has been told.") % {"title": thing})
        return redirect(edit_url_of(thing) or "wagtailadmin_home")
    title = _("Take down")
    context = {
        "thing": thing,
        "kind": capfirst(thing._meta.verbose_name),
        "edit_url": edit_url_of(thing),
        "form": form,
        "common_remarks": ApprovalSettings.current().reasons_for_taking_down,
        "header_title": title,
        "header_icon": "download",
        "breadcrumbs_items": crumbs((str(thing), edit_url_of(thing) or ""), (title, "")),
    }
    return render(request, "approval/take_down.html", context, status=422 if request.method == "POST" else 200)


def lead_from_wagtails_page(request, page_id):
    """Lead from Wagtail's page for unpublishing, which asks for no remark, to ours."""
    return redirect(address_of_take_down(get_object_or_404(Page, pk=page_id).specific))


def address_of_take_down(thing) -> str:
    """Return the address at which a page or snippet is taken down."""
    return reverse("approval_take_down", args=[thing._meta.app_label, thing._meta.model_name, thing.pk])


def _model(app_label: str, model_name: str):
    try:
        model = apps.get_model(app_label, model_name)
    except LookupError:
        raise Http404 from None
    if not issubclass(model, (Page, ApprovedSnippet)) or model._meta.abstract:
        raise Http404
    return model
