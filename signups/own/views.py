import random

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django_htmx.http import trigger_client_event

from cms.restriction import turn_away
from people.calendar_file import written

from ..actions.confirming import confirm as confirm_place
from ..actions.giving_back import cancel as give_back
from ..answers.forms import AnswersForm
from ..errors import Busy, HasEnded, SignUpRefused
from ..models import Session, SignUp
from ..panels import panels_for
from ..registry import answers_of, own_page_of
from ..swaps.panels import gifts_for
from ..telling import title_of
from .access import own_act, session_for
from .asking import too_few_places, why_not
from .entering import sign_up_as_filled_in
from .forms import SignUpForm
from .own_section import coming_of, dated, past_of
from .standing import Standing, State, standing_of

CONFLICT, UNPROCESSABLE = 409, 422
# A page asks again by itself when the database was busy, each at a moment of its own, and not for ever.
TRIES, TRIES_APART = 5, (1000, 3000)  # Milliseconds.
PAST_ON_A_PAGE = 20


@require_safe
def session(request, pk):
    """One date: what it is, how many places are left, and what the reader can do about it."""
    found = session_for(request.user, pk)
    if found is None:
        return turn_away(request)
    elsewhere = own_page_of(found)
    return redirect(elsewhere) if elsewhere else _whole_page(request, found, {})


@require_safe
def session_calendar(request, pk):
    """One date as a file that a phone puts into its calendar."""
    found = session_for(request.user, pk)
    if found is None:
        return turn_away(request)
    if found.starts_at is None:
        raise Http404
    title = title_of(found.offering)
    response = HttpResponse(written([dated(found, title)], title), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="session-{found.pk}.ics"'
    return response


@own_act
def sign_up(request, pk):
    """Ask for a place, in one tap where nothing is asked."""
    found = session_for(request.user, pk)
    form = SignUpForm(found, request.user, request.POST)
    answers = AnswersForm(found.offering, request.POST, request.FILES)
    if not (form.is_valid() & answers.is_valid()):
        return _act_area(request, found, form=form, answers=answers, status=UNPROCESSABLE)
    try:
        made = sign_up_as_filled_in(request.user, found, form, answers)
    except SignUpRefused as refusal:
        return _refused(request, found, refusal, form=form, answers=answers)
    if not any(each.is_live for each in made):
        # A form from before a cancellation, out of the browser's memory.
        return _act_area(request, found, refusal=_("You had cancelled since. Press once more."), status=CONFLICT)
    return _act_area(request, found)


@own_act
def cancel(request, pk):
    """Give one's place back, or leave the queue."""
    row = get_object_or_404(SignUp.objects.select_related("session__offering"), pk=pk, member=request.user)
    try:
        give_back(row, request.user, knows_it_is_late="knows_it_is_late" in request.POST)
    except HasEnded:
        pass
    except SignUpRefused as refusal:
        return _refused(request, row.session, refusal)
    return _act_area(request, row.session, said=_("Your sign-up is cancelled."))


@own_act
def confirm(request, pk):
    """Take the place that was offered."""
    row = get_object_or_404(SignUp.objects.select_related("session__offering"), pk=pk, member=request.user)
    try:
        confirm_place(row, request.user)
    except SignUpRefused as refusal:
        return _refused(request, row.session, refusal)
    return _act_area(request, row.session)


@require_safe
@login_required
def own_sign_ups(request):
    """All that a member has signed up for: what is coming, and page by page what is over."""
    past = Paginator(past_of(request.user), PAST_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"coming": coming_of(request.user) if past.number == 1 else [], "past": past}
    return render(request, "signups/own/sign_ups.html", context)


def _refused(request, found: Session, refusal: SignUpRefused, **forms) -> HttpResponse:
    tries = 0
    if isinstance(refusal, Busy):
        asked = request.POST.get("tries", "")
        tries = 1 + (min(int(asked[:2]), TRIES) if asked.isdecimal() else 0)
    again = {"tries": tries, "delay": random.randint(*TRIES_APART)} if 0 < tries <= TRIES else None  # noqa: S311
    return _act_area(request, found, refusal=str(refusal), again=again, status=CONFLICT, **forms)


def _act_area(request, found: Session, *, status: int = 200, said: str = "", **context) -> HttpResponse:
    """Answer an act: to htmx with what it has changed on the page; to a plain form with the page, or the way to it."""
    if request.htmx:
        is_final = status != UNPROCESSABLE and not context.get("again")
        context = {**_about_the_act(request, found, context), "said": said}
        answer = render(request, "signups/own/act.html", context, status=status)
        # The rest of the page asks for itself afterwards, so that nobody waits for it who asks for a place.
        return trigger_client_event(answer, "acted") if is_final else answer
    if status != 200 and not own_page_of(found):
        return _whole_page(request, found, context, status=status)
    if context.get("refusal"):
        messages.error(request, context["refusal"])
    elif said:
        messages.success(request, said)
    return redirect("session", found.pk)


def _about_the_act(request, found: Session, context: dict) -> dict:
    """Return what `act.html` shows: the standing, and where one can sign up the forms, as filled in or fresh."""
    standing = standing_of(found.pk, request.user)
    is_asked = request.user.is_authenticated and (standing.asks or standing.may_ask_for_another)
    if (is_asked or standing.state == State.NOT_FOR_YOU) and not context.get("refusal"):
        context["why_not"] = why_not(standing, request.user)
    if is_asked and context.get("form") is None:
        context["form"] = SignUpForm(standing.session, request.user)
        context["answers"] = AnswersForm(standing.session.offering)
    is_placed = any(row.is_granted for row in standing.mine)
    context["gifts"] = [] if is_placed else gifts_for(request.user, standing.session)
    if is_asked:
        context["too_few"] = too_few_places(standing, context["form"])
    return {"standing": standing, "session": standing.session, "now": timezone.now(), **context, "asked": is_asked}


def _whole_page(request, found: Session, context: dict, status: int = 200) -> HttpResponse:
    context = _about_the_act(request, found, context)
    standing: Standing = context["standing"]
    offering = standing.session.offering
    context |= {
        "about": answers_of(offering).about(offering.thing, request.user),
        "panels": panels_for(request, standing.session),
    }
    return render(request, "signups/own/session.html", context, status=status)
