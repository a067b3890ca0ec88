"""What colleagues see: the calls, the works of one, a work, and the form by which one is handed in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from approval.permissions import works_on_pages

from ..models import Call, FestivalPage, Work
from .errors import WorkRefused
from .forms import WorkForm
from .handing_in import hand_in, refuse_unless_open

WORKS_A_PAGE = 24
CALLS_A_PAGE = 12


@login_required
def calls(request):
    """All calls, those that are open first."""
    found = Call.objects.live().annotate(shown_works=Count("works", filter=Q(works__live=True))).latest_first()
    shown = Paginator(found, CALLS_A_PAGE).get_page(request.GET.get("page"))
    context = {"shown": shown, "festivals": FestivalPage.objects.visible_to(request.user).going_on()}
    return render(request, "contests/works/calls.html", context)


@login_required
def call(request, pk):
    """One call: what is asked for, its rounds of votes, and the works that are shown."""
    found = get_object_or_404(Call.objects.live().select_related("audience"), pk=pk)
    kinds = list(found.kinds.all())
    kind = next((each.name for each in kinds if each.name == request.GET.get("kind")), "")
    works = Work.objects.live().filter(call=found).with_card_data().latest_first()
    if kind:
        works = works.filter(kind=kind)
    rounds = list(found.rounds.live().order_by("opens_at", "pk"))
    context = {
        "call": found,
        "kinds": kinds,
        "kind": kind,
        "rounds": rounds,
        "shown": Paginator(works, WORKS_A_PAGE).get_page(request.GET.get("page")),
        "own_count": Work.objects.standing().filter(call=found, author=request.user).count(),
        "festivals": FestivalPage.objects.visible_to(request.user).filter(calls__call=found).order_by("-starts_on"),
        "hides_authors": any(each.hides_authors and not each.is_counted for each in rounds),
        "keeps": works_on_pages(request.user),
    }
    return render(request, "contests/works/call.html", context)


@login_required
def work(request, pk):
    """One work; its author sees it before it is shown."""
    visible = Q(live=True, call__live=True) | Q(author=request.user, withdrawn_at=None)
    found = get_object_or_404(Work.objects.filter(visible).with_card_data().select_related("call"), pk=pk)
    context = {"work": found, "call": found.call, "hides_authors": found.call.hides_authors}
    return render(request, "contests/works/work.html", context)


@login_required
def hand_in_work(request, pk):
    """The form of a new work. What cannot be taken is said above it, and what was written stays."""
    found = get_object_or_404(Call.objects.live().select_related("audience"), pk=pk)
    form = WorkForm(found, request.POST or None, request.FILES or None)
    context = {"call": found, "form": form}
    try:
        refuse_unless_open(found, request.user)
        if request.method == "POST" and form.is_valid():
            agreed = form.cleaned_data["agreed"]
            made = hand_in(found, request.user, form.cleaned_data["kind"], form.contents(), agreed=agreed)
            messages.success(request, _("“%(title)s” is handed in.") % {"title": made.title})
            return redirect("own_works")
    except WorkRefused as refusal:
        context["refusal"] = str(refusal)
    status = 422 if form.errors or (request.method == "POST" and "refusal" in context) else 200
    return render(request, "contests/works/hand_in.html", context, status=status)
