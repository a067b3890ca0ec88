"""The list on the organiser's phone."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponseBadRequest, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from ..errors import Busy, SignUpRefused
from ..looking import note_look_at_all
from ..models import AttendanceMark, SignUp
from .closing import close
from .counting import Count
from .finding import called_so, expected_at, for_whoever_takes_attendance
from .forms import TapForm, WalkInForm, taps_in
from .marking import mark
from .walking_in import walk_in

SUBJECT = "signups.attendance"


@never_cache
@for_whoever_takes_attendance
def attendance(request, session):
    """Who is expected, with a large button each."""
    query = request.GET.get("q", "").strip()
    people = list(called_so(expected_at(session), query))
    note_look_at_all(request, SUBJECT, session, len(people))
    context = {
        "session": session,
        "people": people,
        "query": query,
        "count": Count.of_session(session),
        "page_id": uuid4(),
        "walk_in": WalkInForm(),
        "excuses": AttendanceMark.Excuse.choices,
    }
    return render(request, "signups/attendance/attendance.html", context)


@never_cache
@for_whoever_takes_attendance
def marks(request, session):
    """Take marks: one from a form, or many from the script, which reads how the list stands from the answer."""
    if request.method != "POST":
        return JsonResponse({"rows": _rows(session)})
    if "taps" not in request.POST:
        return _mark_one(request, session)
    try:
        taps, bad = taps_in(request.POST["taps"])
    except ValueError:
        return HttpResponseBadRequest()
    try:
        outcomes = mark(session, taps, request.user, AttendanceMark.Way.LIST)
    except Busy as refusal:
        # They stay in the phone, and are sent again.
        return JsonResponse({"refused": str(refusal)}, status=503)
    except SignUpRefused as refusal:
        outcomes = dict.fromkeys((tap.id for tap in taps), str(refusal))
    answers = {str(key): sentence for key, sentence in outcomes.items()}
    answers |= dict.fromkeys(bad, _("This is no mark."))
    return JsonResponse({"outcomes": answers, "rows": _rows(session)})


def _rows(session) -> dict[int, str]:
    """How the list stands, by sign-up."""
    rows = SignUp.objects.of_holders().filter(session=session)
    return dict(rows.order_by().values_list("pk", "attendance"))


def _mark_one(request, session):
    form = TapForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    tap = form.as_tap(of_page=True)
    try:
        refusals = [each for each in mark(session, [tap], request.user, AttendanceMark.Way.LIST).values() if each]
    except SignUpRefused as refusal:
        refusals = [str(refusal)]
    for refusal in refusals:
        messages.error(request, str(refusal))
    return redirect(f"{reverse('attendance', args=[session.pk])}#row-{tap.sign_up_id}")


@never_cache
@for_whoever_takes_attendance
def close_list(request, session):
    """Everybody else is absent: who that is, and on the second tap it is so."""
    if request.method == "POST":
        try:
            close(session, request.user)
        except SignUpRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Attendance is closed. Every line can still be corrected."))
        return redirect("attendance", pk=session.pk)
    missing = [row for row in expected_at(session) if not row.attendance]
    context = {"session": session, "missing": missing, "count": Count.of_session(session)}
    return render(request, "signups/attendance/close_attendance.html", context)


@require_POST
@for_whoever_takes_attendance
def walk_in_view(request, session):
    """Somebody without a place has come: they get one if there is room."""
    form = WalkInForm(request.POST)
    people = form.people() if form.is_valid() else []
    if len(people) > 1:
        context = {"session": session, "people": people}
        return render(request, "signups/attendance/walk_in.html", context)
    if not people:
        messages.error(request, _("Nobody has this number or this full name."))
        return redirect("attendance", pk=session.pk)
    try:
        row = walk_in(request.user, people[0], session)
    except SignUpRefused as refusal:
        messages.error(request, f"{people[0].name}：{refusal}")
    else:
        messages.success(request, _("%(name)s has a place and is present.") % {"name": row.person_name})
    return redirect("attendance", pk=session.pk)
