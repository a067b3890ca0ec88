"""What an organiser decides about people: one by one, or several at once."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from approval.ids import id_in

from ..errors import SignUpRefused
from ..keeping import for_whoever_keeps_the_list
from ..models import SignUp
from ..telling import title_of, when
from .actions import admit_all, as_seen, tell_people
from .deciding import ACTS, Offered
from .forms import MessageForm
from .listing import in_groups, people_of
from .views import shown_sign_up, sign_up_of


@require_POST
@for_whoever_keeps_the_list
def decide(request, session, sign_up_pk, act):
    """Do one act about one sign-up; where it is refused, its form is shown again with what was typed."""
    row, act = sign_up_of(session, sign_up_pk), ACTS[act]
    form = act.form(request.POST, thing=row, auto_id=f"{act.key}_%s")
    if form.is_valid():
        try:
            as_seen(act.verb, row, request.user, **form.decided)
        except SignUpRefused as refusal:
            messages.error(request, str(refusal))
            row = sign_up_of(session, sign_up_pk)
            form.look_again(row)
        else:
            messages.success(request, act.done % {"name": row.person_name})
            return redirect("session_list", pk=session.pk)
    refused = {act.key: Offered(act, form)} if row.state in act.states else {}
    return shown_sign_up(request, session, row, refused)


@for_whoever_keeps_the_list
def admit_many(request, session):
    """Let those who were ticked in, after one more look at who they are."""
    chosen = _ids(request.POST if request.method == "POST" else request.GET)
    if request.method == "POST" and not chosen:
        messages.info(request, _("Nobody was ticked."))
        return redirect("session_list", pk=session.pk)
    if request.method == "POST":
        try:
            admitted = admit_all(session, chosen, request.user)
        except SignUpRefused as refusal:
            messages.error(request, str(refusal))
        else:
            _say_who_came_in(request, admitted)
        return redirect("session_list", pk=session.pk)
    rows = people_of(session).requested()
    if chosen:
        rows = rows.filter(pk__in=chosen)
    count, places = rows.count(), session.places_left
    lacks = places is not None and count > places
    context = {"session": session, "groups": in_groups(session, list(rows)), "count": count}
    context |= {"lacks": lacks, "places": places}
    return render(request, "signups/organising/admit_many.html", context)


def _say_who_came_in(request, admitted: list[SignUp]) -> None:
    if not admitted:
        messages.info(request, _("All of them had been decided on already."))
        return
    placed = sum(row.is_granted for row in admitted)
    said = ngettext("%(count)d person is admitted.", "%(count)d people are admitted.", len(admitted))
    messages.success(
        request,
        said % {"count": len(admitted)}
        + _("%(placed)d have a place, %(waiting)d wait.") % {"placed": placed, "waiting": len(admitted) - placed},
    )


@for_whoever_keeps_the_list
def message_people(request, session):
    """Write to those who were ticked, or to everybody on the list, after one more look at how many they are."""
    chosen = _ids(request.POST if request.method == "POST" else request.GET)
    rows = people_of(session)
    rows = list(rows.filter(pk__in=chosen) if chosen else rows)
    form = _message_form(request, session)
    if request.method == "POST" and form.is_valid():
        try:
            told = tell_people(session, rows, request.user, **form.cleaned_data)
        except SignUpRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, ngettext("%(n)d person is told.", "%(n)d people are told.", told) % {"n": told})
            return redirect("session_list", pk=session.pk)
    people = len({row.member_id for row in rows})
    context = {"session": session, "form": form, "groups": in_groups(session, rows), "people": people, "chosen": chosen}
    return render(request, "signups/organising/message_people.html", context)


def _message_form(request, session) -> MessageForm:
    title = f"{title_of(session.offering)} {when(session)}".strip()
    return MessageForm(
        request.POST or None,
        may_ask_receipt=not session.offering.is_confidential,
        initial={"subject": _("About %(title)s") % {"title": title}},
    )


def _ids(data) -> list[int]:
    """Return the ids of the sign-ups that were ticked; what is no number was not."""
    return [pk for value in data.getlist("chosen") if (pk := id_in(value)) is not None]
