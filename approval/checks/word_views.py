"""The word list out to Excel and in from it: first it is shown, then it is written, whole or not at all."""

from django import forms
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from approval.models.checked_word import CheckedWord
from people.workbooks import UnreadableFile, export

from .actions import keep_words
from .workbook import read_words, write_words

PREVIEW_SECONDS = 3600


class WorkbookForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Excel workbook"),
        help_text=gettext_lazy("An .xlsx file with the headings of the export. Words on the list already are changed."),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )


def export_words(request):
    """The whole list as a workbook; an empty list gives a workbook to fill in."""
    if not request.user.has_perm("approval.view_checkedword"):
        raise PermissionDenied
    words = list(CheckedWord.objects.all())
    return export(write_words(words), "words.xlsx", by=request.user, rows=len(words))


def import_words(request):
    """Read a workbook and show what each row would do; the rows come back signed when they are confirmed."""
    if not request.user.has_perms(["approval.add_checkedword", "approval.change_checkedword"]):
        raise PermissionDenied
    if "rows" in request.POST:
        return _confirm(request)
    form = WorkbookForm(request.POST or None, request.FILES or None)
    rows, preview = [], ""
    if request.method == "POST" and form.is_valid():
        try:
            rows = read_words(form.cleaned_data["file"])
        except UnreadableFile as error:
            form.add_error("file", str(error))
    wrong = [row for row in rows if row.errors]
    if rows and not wrong:
        preview = signing.dumps([row.values for row in rows], salt=_salt(request), compress=True)
    context = {
        "form": form,
        "rows": rows,
        "wrong": wrong,
        "new": sum(row.is_new for row in rows),
        "preview": preview,
        "header_title": _("Import words"),
        "header_icon": "upload",
        "breadcrumbs_items": [
            {"url": reverse("checked_word:index"), "label": CheckedWord._meta.verbose_name_plural},
            {"url": "", "label": _("Import words")},
        ],
    }
    return render(request, "approval/checks/import_words.html", context, status=422 if form.errors or wrong else 200)


def _salt(request) -> str:
    return f"approval.checks.import_words.{request.user.pk}"


def _confirm(request):
    try:
        rows = signing.loads(request.POST["rows"], salt=_salt(request), max_age=PREVIEW_SECONDS)
    except signing.BadSignature:
        messages.error(request, _("The preview is too old. Choose the file again."))
        return redirect("approval_import_words")
    added, changed = keep_words(rows)
    messages.success(request, _("%(added)d words added, %(changed)d changed.") % {"added": added, "changed": changed})
    return redirect("checked_word:index")
