"""A club's own page of a rating, filled in on a phone, and the files that it attaches."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from approval.ids import id_in
from cms.serving import NOTHING_RUNS

from ..models import ClubRating, RatingEvidence
from ..rules import leads
from . import evidence
from .assessing import check_may_write, hand_in, save_draft, take_back
from .errors import RatingRefused
from .forms import AssessmentForm
from .rules import may_see_self_assessment


def for_its_leaders(view):
    """Call the view with the rating of a club. To all others there is no such page, nor before the round is opened."""

    @login_required
    @wraps(view)
    def run(request, pk):
        entry = get_object_or_404(ClubRating.objects.with_club(), pk=pk)
        if not leads(entry.club_id, request.user):
            raise Http404
        return view(request, entry)

    return run


@for_its_leaders
def self_assessment(request, entry):
    """The form, with what is kept so far; whatever the site refuses, what was typed stays in it."""
    refusal = refusal_to_write(entry, request.user)
    if request.method != "POST":
        form = AssessmentForm(entry)
    else:
        form = AssessmentForm(entry, request.POST, request.FILES)
        if form.is_valid():
            try:
                return _kept(request, entry, form)
            except RatingRefused as error:
                form.add_error(None, str(error))
        elif not refusal:
            _keep_files(request, entry, form)
    # Of somebody whose days are over what they typed is shown once more; else what is kept stands there to be read.
    shows_form = not refusal or request.method == "POST"
    context = {"entry": entry, "form": form, "refusal": refusal, "shows_form": shows_form}
    failed = request.method == "POST"
    return render(request, "activities/rating/self_assessment.html", context, status=422 if failed else 200)


def _keep_files(request, entry: ClubRating, form: AssessmentForm) -> None:
    """Keep the files of a form that is shown once more: no browser sends them a second time by itself."""
    files = [(criterion, file) for criterion in form.criteria for file in form.files_for(criterion)]
    try:
        for criterion, file in files:
            evidence.attach(entry, criterion, file, request.user)
    except RatingRefused as error:
        form.add_error(None, str(error))
    else:
        if files:
            messages.info(request, _("The files that you chose are kept already; do not choose them again."))


def _kept(request, entry: ClubRating, form: AssessmentForm):
    said = {criterion: form.said(criterion) for criterion in form.criteria}
    save_draft(entry, request.user, said, form.cleaned_data["summary"])
    for criterion in form.criteria:
        for file in form.files_for(criterion):
            evidence.attach(entry, criterion, file, request.user)
        if thing := form.thing_for(criterion):
            evidence.point_at(entry, criterion, thing, request.user)
    if request.POST.get("remove"):
        gone = get_object_or_404(RatingEvidence, pk=id_in(request.POST["remove"]), entry=entry)
        evidence.remove(gone, request.user)
    if "hand_in" not in request.POST:
        messages.success(request, _("Saved. Nobody else reads it before you hand it in."))
        return redirect("self_assessment", pk=entry.pk)
    try:
        hand_in(entry, request.user)
        messages.success(request, _("Handed in. Thank you."))
    except RatingRefused as refusal:
        messages.error(request, _("Saved, but not handed in. %(why)s") % {"why": refusal})
    return redirect("self_assessment", pk=entry.pk)


@require_POST
@for_its_leaders
def take_self_assessment_back(request, entry):
    try:
        take_back(entry, request.user)
        messages.success(request, _("It is a draft again. Hand it in once more when it is ready."))
    except RatingRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("self_assessment", pk=entry.pk)


def refusal_to_write(entry: ClubRating, member) -> RatingRefused | None:
    try:
        check_may_write(entry, member)
    except RatingRefused as refusal:
        return refusal
    return None


@login_required
@never_cache
@require_safe
def evidence_file(request, pk):
    """A file, to be saved: for those who may read the self-assessment that it belongs to."""
    row = get_object_or_404(RatingEvidence.objects.select_related("entry__round", "entry__club"), pk=pk)
    if not row.file or not may_see_self_assessment(row.entry, request.user):
        raise Http404
    try:
        content = row.file.open().read()
    except FileNotFoundError as error:
        raise Http404 from error
    response = HttpResponse(content, content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, row.name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = NOTHING_RUNS
    return response
