"""What came of an import, and its drafts submitted together."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Cast
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page, Revision, WorkflowState

from approval.errors import DecisionRefused
from approval.together.beginning import begin_together
from approval.together.members import joints_of, reviews_of
from approval.together.submitting import Refusal, TogetherRefused
from approval.together.telling import address_of

from .importers import for_importers, frame, own_import
from .models import KeptManuscript, ManuscriptImport
from .permissions import news_index_for


@for_importers
def submit(request, pk):
    """Submit every draft of an import that nobody has submitted yet, together."""
    uploaded = own_import(request, pk)
    if request.method != "POST":
        # Whoever had to sign in again first comes without what was typed.
        return redirect("news_import_batch", uploaded.pk)
    drafts = [manuscript.draft for manuscript in _drafted(uploaded) if _is_submittable(manuscript)]
    title = request.POST.get("title", "").replace("\0", "") or _title_of(uploaded)
    try:
        joint = begin_together(drafts, title=title, by=request.user)
    except TogetherRefused as refused:
        messages.error(request, str(refused.sentence))
        return report(request, uploaded, refused.refusals)
    except DecisionRefused as refusal:
        messages.error(request, str(refusal.sentence))
        return redirect("news_import_batch", uploaded.pk)
    if joint.submitted_at:
        messages.success(request, _("All are submitted together, and are decided together."))
        return redirect("news_import_batch", uploaded.pk)
    return redirect(address_of(joint))


def report(request, uploaded: ManuscriptImport, refusals: list[Refusal] = ()):
    """Show what came of the files: drafts, what became of them, and what has to be mended before they are submitted."""
    drafted = _drafted(uploaded)
    joints = joints_of(manuscript.draft for manuscript in drafted)
    why = {refusal.thing.pk: refusal for refusal in refusals}
    for manuscript in drafted:
        manuscript.refusal = why.get(manuscript.draft_id)
        manuscript.said = _said_of(manuscript)
    context = {
        "batch": uploaded,
        "drafted": drafted,
        "submittable": sum(map(_is_submittable, drafted)),
        "joints": [{"title": joint.title, "address": address_of(joint)} for joint in dict.fromkeys(joints.values())],
        "title": request.POST.get("title") or _title_of(uploaded),
        "refused": uploaded.manuscripts.filter(draft=None),
        "index": news_index_for(request.user),
        **frame(_("What came of the import"), reverse("news_import")),
    }
    return render(request, "news/importing/report.html", context, status=422 if refusals else 200)


def _is_submittable(manuscript: KeptManuscript) -> bool:
    """True for a draft that nobody has submitted; what was sent back may be submitted again with the others.

    What was approved for an hour, or taken down, is no longer what was imported: that is submitted in the editor.
    """
    if manuscript.review:
        return manuscript.review.status == WorkflowState.STATUS_NEEDS_CHANGES
    draft = manuscript.draft
    return not draft.live and draft.first_published_at is None and not manuscript.has_an_hour


def _drafted(uploaded: ManuscriptImport) -> list[KeptManuscript]:
    """Return the manuscripts whose drafts exist, in a few queries for all.

    Each carries its `review` or None, and `has_an_hour`: whether it was approved for one.
    """
    hours = Revision.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id=Cast(OuterRef("draft"), CharField()),
        approved_go_live_at__isnull=False,
    )
    existing = uploaded.manuscripts.exclude(draft=None).annotate(has_an_hour=Exists(hours))
    drafted = list(existing.select_related("batch", "draft"))
    reviews = reviews_of(manuscript.draft for manuscript in drafted)
    for manuscript in drafted:
        manuscript.review = reviews.get(str(manuscript.draft_id))
    return drafted


def _said_of(manuscript: KeptManuscript) -> str:
    """Say in a word or two where the draft is on its way."""
    if manuscript.review:
        waits = manuscript.review.status == WorkflowState.STATUS_IN_PROGRESS
        return _("waits for approval") if waits else _("sent back")
    if manuscript.draft.live:
        return _("public")
    if manuscript.has_an_hour:
        return _("approved for its hour")
    return _("taken down") if manuscript.draft.first_published_at else ""


def _title_of(uploaded: ManuscriptImport) -> str:
    return _("Manuscripts imported on %(date)s") % {"date": timezone.localdate(uploaded.created_at).isoformat()}
