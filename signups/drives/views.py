from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from approval.permissions import works_on_pages
from cms.restriction import turn_away

from ..errors import SignUpRefused
from ..models import Drive
from .choices import choice_of, offerings_of
from .forms import DriveForm, OfferingsForm
from .putting import set_offerings

DRIVES_A_PAGE = 30


@login_required
def drives(request):
    """All drives, and a new one: the office."""
    _only_the_office(request)
    form = DriveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = form.save()
        messages.success(request, _("Made. Now put the offerings into it."))
        return redirect("edit_drive", pk=made.pk)
    shown = Paginator(
        Drive.objects.annotate(number=Count("offerings")).order_by("-made_at", "-pk"), DRIVES_A_PAGE
    ).get_page(request.GET.get("page"))
    status = 422 if form.errors else 200
    return render(request, "signups/drives/drives.html", {"form": form, "shown": shown}, status=status)


@login_required
def edit_drive(request, pk):
    """Which offerings belong to a drive: the office."""
    _only_the_office(request)
    found = get_object_or_404(Drive, pk=pk)
    form = OfferingsForm(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            set_offerings(found, form.wanted(), request.user)
            messages.success(request, _("Saved."))
            return redirect("drive", pk=pk)
        except SignUpRefused as refusal:
            form.add_error(None, str(refusal))
    status = 422 if form.errors else 200
    return render(request, "signups/drives/edit_drive.html", {"drive": found, "form": form}, status=status)


def drive(request, pk):
    """What belongs to a drive, for everybody, and one's own choice."""
    found = get_object_or_404(Drive, pk=pk)
    offerings = offerings_of(found, request.user)
    may_edit = request.user.is_authenticated and works_on_pages(request.user)
    if not offerings and not may_edit:
        if found.offerings.live().exists() and not request.user.is_authenticated:
            return turn_away(request)
        raise Http404
    context = {
        "drive": found,
        "offerings": offerings,
        "mine": choice_of(found, request.user) if request.user.is_authenticated else [],
        "may_edit": may_edit,
    }
    return render(request, "signups/drives/drive.html", context)


def _only_the_office(request) -> None:
    if not works_on_pages(request.user):
        raise Http404
