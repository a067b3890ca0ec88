"""Slips in the admin: for whom, what that means, the sheet. For administrators alone; codes are in the sheet alone."""

from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from ..errors import Refused
from ..models import Member, SignInSettings
from ..privacy.looks import note_look
from .forms import SheetForm, SlipsForm
from .issuing import AT_ONCE, issue_codes, withdraw_codes
from .permissions import for_issuers
from .recipients import in_order_of_paper, last_import, recipients
from .slips import slips_pdf

# What a look at who gets a slip is noted as, and what it is narrowed by: not by numbers that somebody has typed.
SUBJECT = "people.sign_in_slips"
CHOICES = ["chosen", "department", "union_group"]
HOME = {"url": reverse_lazy("wagtailadmin_home"), "label": gettext_lazy("Home")}


@for_issuers
def slips(request):
    """Ask for whom; then show who that is, and what printing means. Nothing is issued here."""
    if request.method != "POST":
        return _ask(request, SlipsForm(initial={"numbers": request.GET.get("numbers", "")}))
    form = SlipsForm(request.POST)
    if not form.is_valid():
        return _ask(request, form, status=422)
    choice = form.choice()
    people = recipients(
        choice.members, issuer=request.user, skip_password=choice.skip_password, skip_code=choice.skip_code
    )
    narrowed_by = "&".join(f"{name}={form.data[name]}" for name in CHOICES if form.data.get(name))
    note_look(request.user, SUBJECT, people=len(people.on_this_sheet), narrowed_by=narrowed_by)
    context = {
        "form": form,
        "people": people,
        "pks": ",".join(str(member.pk) for member in people.on_this_sheet),
        "seen_at": timezone.now().isoformat(),
        "days": SignInSettings.current().code_days,
        "at_once": AT_ONCE,
        **_header(_("Before printing")),
    }
    return render(request, "people/codes/before_printing.html", context)


@for_issuers
@require_POST
def slips_sheet(request):
    """Issue the codes and answer with the sheet: the one response in which they can be read."""
    form = SheetForm(request.POST)
    if not form.is_valid():
        raise BadRequest
    chosen = form.cleaned_data["members"]
    in_order = in_order_of_paper(Member.objects.filter(pk__in=chosen)).values_list("pk", flat=True)
    try:
        # Together: where there is no sheet, nobody's older code has become worthless.
        with transaction.atomic():
            issued = issue_codes(list(in_order), by=request.user, seen_at=form.cleaned_data["seen_at"])
            sheet = slips_pdf(issued)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("sign_in_slips")
    response = HttpResponse(sheet, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="slips-{timezone.localtime():%Y%m%d-%H%M}.pdf"'
    response["Cache-Control"] = "no-store"
    return response


@for_issuers
@require_POST
def withdraw_slip(request, pk):
    """Let the slip of one member open nothing any more: it was lost, or given to somebody else."""
    member = get_object_or_404(Member, pk=pk)
    withdraw_codes([member])
    messages.success(request, _("The code is withdrawn: the slip opens nothing any more."))
    return redirect("wagtailusers_users:inspect", member.pk)


def _ask(request, form, status=200):
    context = {"form": form, "last_import": last_import(), "at_once": AT_ONCE, **_header(_("Sign-in slips"))}
    return render(request, "people/codes/slips.html", context, status=status)


def _header(title: str) -> dict:
    return {
        "header_title": title,
        "header_icon": "key",
        "breadcrumbs_items": [HOME, {"url": reverse_lazy("sign_in_slips"), "label": _("Sign-in slips")}],
    }
