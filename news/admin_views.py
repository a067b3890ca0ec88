"""Importing manuscripts in the admin: upload, look and correct, save. Others' uploads do not exist for anybody else."""

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from .actions import MAX_FILES, begin_import, discard_import, import_manuscripts, receive_file, refuse_unsent
from .article_body import stored_block
from .errors import ImportRefused
from .forms import ManuscriptForm
from .importers import for_importers, frame, own_import
from .importing import MAX_BYTES, SUFFIXES, Picture
from .models import KeptManuscript, ManuscriptImport, NewsCategory, NewsPage
from .pictures import PREVIEW_TYPE, preview_of
from .submitting_views import report


@for_importers
def upload(request):
    """Take files, all at once or one by one into the import named by `batch`, and lead on to the preview."""
    if request.method == "POST":
        return _receive(request)
    context = {
        "waiting": ManuscriptImport.objects.of(request.user).waiting().with_manuscript_count(),
        "max_files": MAX_FILES,
        "max_bytes": MAX_BYTES,
        "max_megabytes": MAX_BYTES // 1024 // 1024,
        "suffixes": ",".join(SUFFIXES),
        **frame(_("Import manuscripts")),
    }
    return render(request, "news/importing/upload.html", context)


def _receive(request):
    files, unsent = request.FILES.getlist("files"), request.POST.getlist("unsent")
    if not files and not unsent:
        messages.error(request, _("Choose at least one file."))
        return redirect("news_import")
    try:
        batch = own_import(request, request.POST["batch"]) if request.POST.get("batch") else begin_import(request.user)
        for name in unsent:
            refuse_unsent(batch, name)
        for file in files:
            receive_file(batch, file)
    except ImportRefused as refusal:
        messages.error(request, str(refusal.sentence))
        return redirect("news_import")
    address = reverse("news_import_batch", args=[batch.pk])
    if request.accepts("text/html"):
        return redirect(address)
    return JsonResponse({"batch": batch.pk, "address": address})


@for_importers
def batch(request, pk):
    """What was found in the files, to be corrected and saved; once it is saved, what came of it."""
    uploaded = own_import(request, pk)
    if uploaded.saved_at:
        return report(request, uploaded)
    kept = list(uploaded.manuscripts.select_related("batch"))
    data = request.POST if request.method == "POST" else None
    categories = list(NewsCategory.objects.all())
    forms = [ManuscriptForm(manuscript, categories, data) for manuscript in kept]
    taken = [form for form in forms if form.is_taken]
    faulty = [form for form in taken if form.is_bound and not form.is_valid()]
    if data is not None and taken and not faulty:
        return _save(request, uploaded, taken)
    if data is not None:
        messages.error(
            request,
            _("Please correct what is marked below.") if taken else _("Tick at least one manuscript, or discard all."),
        )
    context = {
        "batch": uploaded,
        "forms": forms,
        "faulty": faulty,
        **frame(_("Check the manuscripts"), reverse("news_import")),
    }
    return render(request, "news/importing/batch.html", context, status=200 if data is None else 422)


def _save(request, uploaded: ManuscriptImport, taken: list[ManuscriptForm]):
    try:
        drafts = import_manuscripts((form.chosen() for form in taken), by=request.user, batch=uploaded)
    except ImportRefused as refusal:
        messages.error(request, str(refusal.sentence))
        return redirect("news_import")
    said = ngettext("%(count)d draft was saved.", "%(count)d drafts were saved.", len(drafts))
    messages.success(request, said % {"count": len(drafts)})
    return redirect("news_import_batch", uploaded.pk)


@for_importers
@require_POST
def discard(request, pk):
    """Remove what was uploaded."""
    discard_import(own_import(request, pk))
    messages.success(request, _("What was uploaded has been removed."))
    return redirect("news_import")


@for_importers
def article(request, pk, manuscript_pk):
    """One manuscript as readers will see it, for the frame in its card."""
    kept = _own_manuscript(request, pk, manuscript_pk)
    stream = NewsPage._meta.get_field("body").stream_block
    number = 0
    shown = []
    for block in kept.outline.blocks:
        if isinstance(block, Picture):
            address = reverse("news_import_picture", args=[pk, manuscript_pk, number])
            shown.append({"picture": block, "address": address})
            number += 1
        else:
            stored = stored_block(block, image_of=None)
            child = stream.child_blocks[stored["type"]]
            shown.append({"block": child.bind(child.to_python(stored["value"]))})
    return render(request, "news/importing/article.html", {"manuscript": kept.outline, "blocks": shown})


@for_importers
def picture(request, pk, manuscript_pk, number):
    """A small copy of one picture of a manuscript, counted from 0."""
    kept = _own_manuscript(request, pk, manuscript_pk)
    try:
        with kept.open_picture(kept.picture_names[number]) as file:
            return HttpResponse(preview_of(file), content_type=PREVIEW_TYPE)
    except (IndexError, FileNotFoundError) as error:
        raise Http404 from error


def _own_manuscript(request, pk, manuscript_pk) -> KeptManuscript:
    return get_object_or_404(
        KeptManuscript.objects.select_related("batch"), batch=own_import(request, pk), pk=manuscript_pk
    )
