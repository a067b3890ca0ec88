"""What the office does: looks at what was handed in, submits it together, watches the turn-out, takes the result."""

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.models import WorkflowState

from approval.errors import DecisionRefused
from approval.ids import id_in
from approval.together.beginning import begin_together
from approval.together.submitting import TogetherRefused
from approval.together.telling import address_of
from cms.models import UnionSettings
from people.privacy.looks import note_list
from people.sentences import joined
from people.workbooks import export

from ..models import Call, VoteRound, Work
from .access import for_the_office
from .errors import WorkRefused
from .forms import HonoursForm
from .prizes import draft_honours
from .telling import meant
from .workbook import result_workbook

WORKS_A_PAGE = 50
FILE, LIST = "contests.result_workbook", "contests.works"


@for_the_office
def call_office(request, pk, refusals=()):
    """Everything that was handed in to a call, what waits to be submitted first, and the rounds with their turn-out."""
    call = get_object_or_404(Call, pk=pk)
    works = Work.objects.standing().filter(call=call).with_card_data().order_by("live", "handed_in_at", "pk")
    shown = Paginator(works, WORKS_A_PAGE).get_page(request.GET.get("page"))
    note_list(request, LIST, people=shown.paginator.count, subject_id=call.pk)
    waiting = set(_in_review().values_list("object_id", flat=True))
    why = {refusal.thing.pk: refusal for refusal in refusals}
    for work in shown:
        work.waits = str(work.pk) in waiting
        work.refusal = why.get(work.pk)
    context = {"call": call, "shown": shown, "rounds": list(call.rounds.order_by("opens_at", "pk"))}
    context["loose"] = sum(not work.live and not work.waits for work in shown)
    return render(request, "contests/works/call_office.html", context, status=422 if refusals else 200)


@for_the_office
@require_POST
def submit_works(request, pk):
    """Submit the ticked works together, or all that nobody has submitted yet."""
    call = get_object_or_404(Call, pk=pk)
    loose = Work.objects.standing().filter(call=call, live=False, first_published_at=None)
    loose = loose.exclude(pk__in=[int(each) for each in _in_review().values_list("object_id", flat=True)])
    ticked = [pk for pk in map(id_in, request.POST.getlist("work")) if pk is not None]
    if ticked:
        loose = loose.filter(pk__in=ticked)
    try:
        joint = begin_together(loose.order_by("handed_in_at", "pk"), title=call.title, by=request.user)
    except TogetherRefused as refused:
        messages.error(request, str(refused.sentence))
        return call_office(request, pk, refused.refusals)
    except DecisionRefused as refusal:
        messages.error(request, str(refusal.sentence))
        return redirect("call_office", pk)
    if not joint.submitted_at:
        return redirect(address_of(joint))
    messages.success(request, _("All are submitted together, and are decided together."))
    return redirect("call_office", pk)


@for_the_office
def round_office(request, pk):
    """The turn-out of a round; once it is counted the result, to take away and to make honours of.

    Who has voted is on no page: how many is.
    """
    found = get_object_or_404(VoteRound.objects.select_related("call", "audience"), pk=pk)
    context = {"round": found, "call": found.call, "turnout": found.voted.count()}
    context["electorate"] = meant(found.audience).count()
    if found.is_counted:
        tallies = found.tallies.select_related("work__author__department", "work__picture", "honour")
        context["tallies"] = list(tallies)
        initial = {"awarding_body": UnionSettings.for_request(request).union_name}
        context["form"] = HonoursForm(initial=initial)
    return render(request, "contests/works/round_office.html", context)


@for_the_office
@require_POST
def make_honours(request, pk):
    """Draft the honours of the first works."""
    found = get_object_or_404(VoteRound, pk=pk)
    form = HonoursForm(request.POST)
    if not form.is_valid():
        messages.error(request, joined(error for errors in form.errors.values() for error in errors))
        return redirect("round_office", pk)
    try:
        drafted = draft_honours(
            found, form.cleaned_data["first"], awarding_body=form.cleaned_data["awarding_body"], by=request.user
        )
    except WorkRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("round_office", pk)
    said = ngettext("%(count)d honour is drafted.", "%(count)d honours are drafted.", len(drafted))
    messages.success(request, said % {"count": len(drafted)})
    return redirect("round_office", pk)


@for_the_office
def round_workbook(request, pk):
    """The result, for Excel."""
    found = get_object_or_404(VoteRound.objects.exclude(counted_at=None).select_related("call"), pk=pk)
    tallies = list(found.tallies.select_related("work__author__department"))
    if not tallies:
        raise Http404
    note_list(request, FILE, people=len(tallies), subject_id=found.pk)
    name = f"votes-{timezone.localdate(found.closes_at):%Y-%m-%d}-{found.pk}.xlsx"
    return export(result_workbook(found, tallies, found.voted.count()), name, by=request.user, rows=len(tallies))


def _in_review():
    return WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Work), status=WorkflowState.STATUS_IN_PROGRESS
    )
