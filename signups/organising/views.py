"""What an organiser reads: the dates that one keeps, the list of one of them, and one sign-up."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render

from approval.permissions import works_on_pages

from ..keeping import dates_kept_by, for_whoever_keeps_the_date, for_whoever_keeps_the_list
from ..looking import note_look_at, note_look_at_all
from ..models import Session, SignUp
from ..panels import organiser_panels_for
from ..registry import answers_of, own_list_of
from ..rules import keeps_list
from .actions import stamp_of
from .deciding import forms_for
from .listing import Line, in_groups, numbers_of, people_of
from .series import said_of

PEOPLE_A_PAGE = 50
DATES_A_PAGE = 20
SIGN_UP = SignUp._meta.label_lower


@login_required
def kept_sessions(request):
    """The coming dates that the member keeps, with their numbers; those that differ from their series first."""
    kept = dates_kept_by(request.user)
    dates = kept.with_card_data().with_queue().with_requests()
    dates = dates.order_by("-is_out_of_step", "starts_at", "pk")
    context = {
        "sessions": Paginator(dates, DATES_A_PAGE).get_page(request.GET.get("page")),
        "differing": kept.filter(is_out_of_step=True).count(),
        "keeps_drives": works_on_pages(request.user),
    }
    return render(request, "signups/organising/kept_sessions.html", context)


@for_whoever_keeps_the_date
def session_list(request, session):
    """Who has a place, who waits, who is to be decided on, who has ended. Of what is confidential, the office reads the
    numbers alone.
    """
    elsewhere = own_list_of(session)
    if elsewhere:
        return redirect(elsewhere)
    has_names = keeps_list(session, request.user)
    words, ended = request.GET.get("q", ""), "ended" in request.GET
    context = {
        "session": session,
        "numbers": numbers_of(session),
        "has_names": has_names,
        "words": words,
        "ended": ended,
        "said": said_of(session),
        "seen": stamp_of(session),
    }
    if has_names:
        shown = Paginator(people_of(session, words=words, ended=ended), PEOPLE_A_PAGE).get_page(request.GET.get("page"))
        note_look_at_all(request, SIGN_UP, session, shown.paginator.count)
        context |= {"shown": shown, "groups": in_groups(session, shown.object_list)}
        context["panels"] = organiser_panels_for(request, session)
    return render(request, "signups/organising/session_list.html", context)


@for_whoever_keeps_the_list
def sign_up_page(request, session, sign_up_pk):
    """One sign-up: how to reach the person, how they came in, and what may be done."""
    return shown_sign_up(request, session, sign_up_of(session, sign_up_pk))


def sign_up_of(session: Session, pk: int) -> SignUp:
    """Return a sign-up of this date; 404 for those of others."""
    row = get_object_or_404(SignUp.objects.with_people().select_related("ended_by"), pk=pk, session=session)
    row.session = session
    return row


def shown_sign_up(request, session: Session, row: SignUp, refused: dict | None = None):
    """Show a sign-up, with the forms of what may be done now, or those that were `refused` in their place."""
    note_look_at(request.user, SIGN_UP, session, row.member)
    places = people_of(session).filter(pk=row.pk) if row.is_live else [row]
    line = Line(next(iter(places), row), in_draw=session.awaits_draw)
    forms = {**forms_for(row), **(refused or {})}
    context = {"session": session, "row": row, "line": line, "acts": forms.values(), "is_refused": bool(refused)}
    context["remarks"] = answers_of(session.offering).remarks(row) or line.remarks
    return render(request, "signups/organising/sign_up.html", context)
