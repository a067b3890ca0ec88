"""Signing others up: one whom the organiser looks for, or many who stand on a list."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from approval.ids import id_in
from people.finding import called
from people.models import Member
from people.privacy.looks import note_look
from people.workbooks import UnreadableFile

from ..errors import SignUpRefused
from ..keeping import for_whoever_keeps_the_list
from ..naming import ROWS_LIMIT, Row, find_people, rows_of_lines, rows_of_workbook
from .actions import Outcome, sign_up_people, try_to_sign_up
from .forms import NamesForm

FOUND_SHOWN = 20
FINDING = "signups.finding"


@for_whoever_keeps_the_list
def add_person(request, session):
    """Find somebody, and sign them up."""
    if request.method == "POST":
        return _sign_up_found(request, session)
    words = request.GET.get("q", "").strip()
    found = []
    if words:
        people = Member.objects.filter(called(words), is_active=True).select_related("department")
        found = list(people.order_by("pinyin", "employee_number")[: FOUND_SHOWN + 1])
        note_look(request.user, FINDING, subject_id=session.pk, people=len(found))
    on_list = set(session.sign_ups.live().filter(member__in=found, dependant=None).values_list("member", flat=True))
    context = {
        "session": session,
        "words": words,
        "found": [{"member": member, "is_there": member.pk in on_list} for member in found[:FOUND_SHOWN]],
        "has_more": len(found) > FOUND_SHOWN,
    }
    return render(request, "signups/organising/add_person.html", context)


def _sign_up_found(request, session):
    member = get_object_or_404(Member, pk=id_in(request.POST.get("member", "")), is_active=True)
    try:
        outcome = sign_up_people(session, [member], request.user)[0]
    except SignUpRefused as refusal:
        outcome = Outcome(member, refusal=str(refusal))
    name = {"name": member.name}
    if outcome.refusal:
        messages.error(request, _("%(name)s: %(refusal)s") % {**name, "refusal": outcome.refusal})
    elif outcome.is_placed:
        messages.success(request, _("%(name)s is signed up and has a place.") % name)
    else:
        messages.success(request, _("%(name)s is signed up and waits for a place.") % name)
    return redirect("session_list", pk=session.pk)


@for_whoever_keeps_the_list
def import_people(request, session):
    """Sign up many: what is pasted or uploaded is tried first, and shown row by row; then done in one act."""
    if request.method == "POST" and "apply" in request.POST:
        return _apply(request, session)
    form = NamesForm(request.POST or None, request.FILES or None)
    context = {"session": session, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            rows = _rows(form)
            outcomes = _tried(request, session, rows)
        except (UnreadableFile, SignUpRefused) as refusal:
            form.add_error("workbook" if form.cleaned_data.get("workbook") else "lines", str(refusal))
        else:
            context["trial"] = Trial(rows, outcomes)
    return render(request, "signups/organising/import_people.html", context)


def _rows(form: NamesForm) -> list[Row]:
    file = form.cleaned_data.get("workbook")
    rows = rows_of_workbook(file) if file else rows_of_lines(form.cleaned_data["lines"])
    if not rows:
        raise UnreadableFile(_("Nobody stands in it."))
    find_people(rows)
    return rows


def _tried(request, session, rows: list[Row]) -> dict[int, Outcome]:
    members = [row.member for row in rows if row.member]
    note_look(request.user, FINDING, subject_id=session.pk, people=len(members))
    return {outcome.member.pk: outcome for outcome in try_to_sign_up(session, members, request.user)}


class Trial:
    """What would become of each row."""

    def __init__(self, rows: list[Row], outcomes: dict[int, Outcome]):
        self.rows = [{"row": row, "outcome": outcomes.get(row.member.pk) if row.member else None} for row in rows]
        made = [each["row"].member for each in self.rows if each["outcome"] and each["outcome"].made]
        self.people = [member.pk for member in made]
        self.good = len(made)
        self.bad = len(rows) - len(made)


def _apply(request, session):
    """Sign up those whom the trial found, in one act; what has become impossible meanwhile is said."""
    chosen = [id_in(pk) for pk in request.POST.getlist("people")[:ROWS_LIMIT]]
    people = Member.objects.filter(is_active=True).in_bulk(chosen)
    try:
        outcomes = sign_up_people(session, [people[pk] for pk in chosen if pk in people], request.user)
    except SignUpRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("import_people", pk=session.pk)
    made = [outcome for outcome in outcomes if outcome.made]
    placed = sum(outcome.is_placed for outcome in made)
    said = ngettext("%(count)d person is signed up.", "%(count)d people are signed up.", len(made))
    messages.success(
        request,
        said % {"count": len(made)}
        + _("%(placed)d have a place, %(waiting)d wait.") % {"placed": placed, "waiting": len(made) - placed},
    )
    for outcome in outcomes:
        if outcome.refusal:
            said = _("%(name)s: %(refusal)s") % {"name": outcome.member.name, "refusal": outcome.refusal}
            messages.warning(request, said)
    return redirect("session_list", pk=session.pk)
