"""Apply, undo, discard: what an administrator does to an import that has been compared. For administrators alone."""

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from ..errors import Refused
from ..models import Member
from ..privacy.looks import note_look
from . import steps
from .errors import ManyLeave
from .forms import LeaversForm
from .page import header, roster_or_404, succeeds
from .permissions import for_administrators
from .undoing import Undoing
from .wording import ROWS

KEPT_SHOWN = 200


@for_administrators
def roster_apply(request, pk):
    """Apply what was compared. Where many leave, ask once more, and let the number be written."""
    roster = roster_or_404(pk)
    form = LeaversForm(request.POST if "leavers" in request.POST else None)
    if request.method == "POST" and (form.is_valid() or not form.is_bound):
        try:
            steps.begin_applying(roster, by=request.user, leavers=form.number)
            return redirect("roster_import", pk)
        except ManyLeave as refusal:
            if form.is_bound:
                form.add_error("leavers", _("So many do not leave. Read the list once more."))
            else:
                messages.warning(request, str(refusal))
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("roster_import", pk)
    if not roster.is_compared:
        return redirect("roster_import", pk)
    present = Member.objects.present().count()
    context = {"roster": roster, "form": form, "present": present, **header(_("Many would leave"), roster)}
    return render(request, "people/roster/apply.html", context, status=422 if form.errors else 200)


@for_administrators
def roster_undo(request, pk):
    """Say what an undo would leave as it is, then undo."""
    roster = roster_or_404(pk)
    if request.method == "POST":
        succeeds(request, steps.begin_undoing, roster, by=request.user)
        return redirect("roster_import", pk)
    if not succeeds(request, steps.refuse_undo, roster):
        return redirect("roster_import", pk)
    undoing = Undoing(roster)
    kept = [(row, undoing.kept[row.pk]) for row in undoing.rows if row.pk in undoing.kept]
    if kept:
        note_look(request.user, ROWS, subject_id=roster.pk, people=len(kept))
    context = {
        "roster": roster,
        "undoing": undoing,
        "kept": kept[:KEPT_SHOWN],
        "more": max(0, len(kept) - KEPT_SHOWN),
        **header(_("Undo the import"), roster),
    }
    return render(request, "people/roster/undo.html", context)


@for_administrators
@require_POST
def roster_discard(request, pk):
    """Remove what was uploaded."""
    if not succeeds(request, steps.discard, roster_or_404(pk)):
        return redirect("roster_import", pk)
    messages.success(request, _("What was uploaded has been removed."))
    return redirect("roster_imports")
