"""The pages of a group leader."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from people.models import Member

from ..errors import NotOfYourGroup, SignUpRefused
from ..models import Session, SignUp
from ..naming import find_people
from ..own.access import session_for
from ..telling import when
from .dates import dates_of
from .forms import NamesForm
from .naming import name_person, take_back
from .parts import Part, parts_of, people_of

DATES_A_PAGE = 30


@dataclass(frozen=True)
class Outcome:
    """What became of one who was ticked or pasted; `sentence` says why not."""

    words: str
    row: SignUp | None = None
    sentence: str = ""


@login_required
def group_places(request):
    """The dates on which the groups that somebody leads have places."""
    shown = Paginator(dates_of(request.user), DATES_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "signups/quotas/group_places.html", {"shown": shown})


@login_required
def session_group(request, pk):
    """One date for the leader of a group: who of it comes, and who else is to come."""
    session = session_for(request.user, pk)
    parts = parts_of(session, request.user)
    if not parts:
        raise Http404
    outcomes, bound = [], None
    if request.method == "POST":
        part = next((part for part in parts if str(part.key) == request.POST.get("part")), None)
        if part is None or not part.people:
            raise Http404
        bound = NamesForm(part, request.POST)
        if bound.is_valid():
            outcomes, bound = _name_all(request.user, session, part, bound), None
            parts = parts_of(session, request.user)
    context = {
        "session": session,
        "when": when(session),
        "parts": [_with_form(part, session, bound) for part in parts],
        "outcomes": outcomes,
        "in": sum(outcome.row is not None for outcome in outcomes),
    }
    return render(request, "signups/quotas/session_group.html", context, status=422 if bound else 200)


def _with_form(part: Part, session: Session, bound: NamesForm | None) -> dict:
    """Return `part` and its `form`; none where nobody can be named any more."""
    open_now = part.is_open and session.takes_sign_ups_now and part.people and not part.is_full
    if bound and bound.prefix == f"part{part.key}":
        return {"part": part, "form": bound}
    return {"part": part, "form": NamesForm(part) if open_now else None}


def _name_all(leader: Member, session: Session, part: Part, form: NamesForm) -> list[Outcome]:
    outcomes = [Outcome(member.name, *_named(leader, member, session)) for member in form.cleaned_data["people"]]
    # Whoever is pasted may be of another part of the same leader, or be there already.
    rows = form.cleaned_data["names"]
    find_people(rows, people_of(leader), unknown=str(NotOfYourGroup.sentence))
    for row in rows:
        found = _named(leader, row.member, session) if row.member else (None, row.fault)
        outcomes.append(Outcome(row.text, *found))
    return outcomes


def _named(leader: Member, member: Member, session: Session) -> tuple[SignUp | None, str]:
    try:
        return name_person(leader, member, session), ""
    except SignUpRefused as refusal:
        return None, str(refusal)


@login_required
@require_POST
def take_back_named(request, pk, row_pk):
    """Withdraw somebody who was put forward."""
    row = get_object_or_404(SignUp.objects.filter(session=pk, signed_up_by=request.user), pk=row_pk)
    try:
        take_back(row, request.user)
        messages.success(request, _("Withdrawn. They are told."))
    except SignUpRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("session_group", pk=pk)
