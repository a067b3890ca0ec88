"""One expense: its course and its receipts, and what is done about it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cms.serving import NOTHING_RUNS
from people.privacy.looks import note_look

from ..models import Expense
from ..rules import leads
from . import actions
from .acts import ACTS, Offered, offered_to
from .errors import BudgetRefused
from .forms import PresentForm
from .money import AmountRefused
from .personal_data import RECEIPT
from .reaching import expense_for

REFUSED = (BudgetRefused, AmountRefused)


@login_required
@never_cache
def expense(request, pk):
    """One expense, with the forms of what may be done about it now."""
    return _shown(request, expense_for(request, pk))


def _shown(request, found: Expense, refused: dict | None = None, present: PresentForm | None = None):
    """Show an expense, with the forms that were `refused` in the place of empty ones."""
    leader = leads(found.budget.club_id, request.user)
    if present is None and leader and found.takes_receipts and not found.budget.is_closed:
        present = PresentForm(auto_id="present_%s")
    context = {
        "expense": found,
        "club": found.budget.club,
        "steps": found.steps.select_related("by"),
        "receipts": found.receipts.select_related("uploaded_by"),
        "entries": found.entries.select_related("reversed_by"),
        "acts": {**offered_to(found, request.user), **(refused or {})}.values(),
        "present": present,
        "may_void": leader and found.takes_receipts,
    }
    is_refused = refused or (present is not None and present.is_bound)
    return render(request, "activities/budget/expense.html", context, status=422 if is_refused else 200)


@login_required
def act(request, pk, act):
    """Do one act about an expense; where it is refused, its form is shown again with what was typed."""
    found, act = expense_for(request, pk), ACTS[act]
    if not act.is_for(found, request.user):
        raise Http404
    if request.method != "POST":
        return redirect("expense", pk=pk)
    form = act.form(request.POST, auto_id=f"{act.key}_%s")
    if form.is_valid():
        try:
            act.verb(found, by=request.user, **form.cleaned_data)
        except REFUSED as refusal:
            form.add_error(None, str(refusal))
            found = expense_for(request, pk)
        else:
            messages.success(request, act.done)
            return redirect("expense", pk=pk)
    return _shown(request, found, {act.key: Offered(act, form)})


@login_required
def present(request, pk):
    """Attach receipts and hand them in with what was spent. Each receipt is kept, whatever becomes of the rest."""
    found = expense_for(request, pk)
    if not leads(found.budget.club_id, request.user):
        raise Http404
    if request.method != "POST":
        return redirect("expense", pk=pk)
    form = PresentForm(request.POST, request.FILES, auto_id="present_%s")
    is_right = form.is_valid()
    attached = _attach_all(form, found, request)
    if is_right and not form.errors:
        try:
            if form.cleaned_data["amount"] is not None:
                actions.present(found, by=request.user, amount=form.cleaned_data["amount"])
                messages.success(request, _("Handed in. You are told once it is booked."))
                return redirect("expense", pk=pk)
        except REFUSED as refusal:
            form.add_error("amount", str(refusal))
        else:
            if attached:
                return redirect("expense", pk=pk)
            form.add_error(None, _("Choose a receipt, or write what was spent."))
    return _shown(request, expense_for(request, pk), present=form)


def _attach_all(form: PresentForm, found: Expense, request) -> int:
    """Keep every receipt that is one, and say of the others why not; returns how many were kept."""
    attached, (files, sentences) = 0, form.cleaned_data.get("receipts", ([], []))
    for sentence in sentences:
        form.add_error("receipts", sentence)
    for file in files:
        try:
            actions.attach(found, file, by=request.user)
            attached += 1
        except BudgetRefused as refusal:
            form.add_error("receipts", f"{file.name}: {refusal}")
    if attached:
        said = ngettext("%(count)d receipt is attached.", "%(count)d receipts are attached.", attached)
        messages.success(request, said % {"count": attached})
    return attached


@login_required
@never_cache
@require_safe
def receipt(request, pk, receipt):
    """A receipt, to be saved; for whoever reads the account."""
    found = get_object_or_404(expense_for(request, pk).receipts.select_related("uploaded_by"), pk=receipt)
    try:
        content = found.file.open().read()
    except FileNotFoundError as error:
        raise Http404 from error
    note_look(request.user, RECEIPT, member=found.uploaded_by, subject_id=found.pk)
    response = HttpResponse(content, content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, found.name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = NOTHING_RUNS
    return response


@login_required
def void_receipt(request, pk, receipt):
    """Take a receipt off that was attached by mistake."""
    found = expense_for(request, pk)
    if not leads(found.budget.club_id, request.user):
        raise Http404
    if request.method != "POST":
        return redirect("expense", pk=pk)
    row = get_object_or_404(found.receipts.select_related("expense"), pk=receipt)
    try:
        actions.void_receipt(row, by=request.user)
        messages.success(request, _("Taken off. It stays to be seen, and proves nothing any more."))
    except BudgetRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("expense", pk=pk)
