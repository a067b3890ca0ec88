"""Objections: written by whoever may see the list, read and answered by those who had no part in it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from people.privacy.looks import note_look

from .actions.objecting import answer, object_to, take_up, withdraw
from .errors import NotYoursToAnswer, NotYoursToSee, PublicationRefused
from .models import Objection
from .object_form import AnswerForm, ObjectionForm
from .published import latest_standing
from .readers import is_supervisor, may_answer, readable_by
from .state import state_of
from .views import publication_or_404

OBJECTIONS_A_PAGE = 20
OBJECTION, OBJECTIONS = "publications.objection", "publications.objections"


@login_required
def object_to_list(request, pk):
    """Write an objection, in confidence."""
    publication = publication_or_404(request, pk)
    standing = latest_standing(publication)
    if standing is None:
        raise Http404
    form = ObjectionForm(request.POST or None, publication=publication)
    if request.method == "POST" and form.is_valid():
        try:
            objection = object_to(publication, request.user, form.cleaned_data["text"], form.chosen_line)
        except NotYoursToSee as refusal:
            raise Http404 from refusal
        except PublicationRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Received under the number %(number)s.") % {"number": objection.number})
            return redirect(objection)
    context = {"publication": publication, "standing": standing, "form": form, "state": state_of(standing)}
    return render(request, "publications/object.html", context)


@login_required
def objections(request):
    """The objections that the reader answers, those that wait first; 404 for those who answer none."""
    found = readable_by(request.user).select_related("standing__publication", "taken_up_by")
    if not is_supervisor(request.user) and not found.exists():
        raise Http404
    shown = Paginator(found.waiting_first(), OBJECTIONS_A_PAGE).get_page(request.GET.get("page"))
    note_look(request.user, OBJECTIONS, people=shown.paginator.count)
    return render(request, "publications/objections.html", {"shown": shown})


@login_required
def objection(request, pk):
    """One objection: for whoever wrote it, and for those who answer it."""
    return _shown(request, _objection_or_404(request, pk))


def _objection_or_404(request, pk: int) -> Objection:
    found = get_object_or_404(Objection.objects.with_people(), pk=pk)
    if found.member_id != request.user.pk and not may_answer(found, request.user):
        raise Http404
    return found


def _shown(request, found: Objection, form: AnswerForm | None = None):
    is_own = found.member_id == request.user.pk
    if not is_own:
        note_look(request.user, OBJECTION, member=found.member, subject_id=found.pk)
    publication = found.standing.publication
    to_earlier_list = publication.standings.standing().exclude(pk=found.standing_id).exists()
    context = {
        "objection": found,
        "publication": publication,
        "is_own": is_own,
        "may_answer": not is_own and found.is_open,
        "form": form or AnswerForm(to_earlier_list=to_earlier_list),
        "state": state_of(found.standing),
    }
    return render(request, "publications/objection.html", context, status=422 if form else 200)


def _done(request, act, found: Objection, said: str):
    """Do one act, and show the objection again with a sentence."""
    try:
        act()
    except NotYoursToAnswer as refusal:
        raise Http404 from refusal
    except PublicationRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect(found)


@login_required
@require_POST
def take_up_objection(request, pk):
    found = _objection_or_404(request, pk)
    return _done(request, lambda: take_up(found, request.user), found, _("You look into it now."))


@login_required
@require_POST
def withdraw_objection(request, pk):
    found = _objection_or_404(request, pk)
    return _done(request, lambda: withdraw(found, request.user), found, _("Your objection is withdrawn."))


@login_required
@require_POST
def answer_objection(request, pk):
    found = _objection_or_404(request, pk)
    if found.member_id == request.user.pk:
        raise Http404
    form = AnswerForm(request.POST, to_earlier_list="list_stays" in request.POST)
    if not form.is_valid():
        return _shown(request, found, form)
    said = form.cleaned_data
    return _done(
        request,
        lambda: answer(
            found,
            request.user,
            upheld=said["verdict"] == "upheld",
            reason=said["reason"],
            list_stays=said.get("list_stays", False),
        ),
        found,
        _("The answer is given. Whoever objected is told that it stands here."),
    )
