"""The pages of the approval record: one record with its course, the sheet, the figures, the erasure."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages

from .crumbs import HOME
from .erasing import erase_course
from .errors import DecisionRefused
from .figures import BAR_STEP, CHART_HEIGHT, MONTHS, bars, months_until
from .forms import ErasureForm
from .models import Act, ApprovalRecord, JointSubmission
from .permissions import is_approver
from .sheet import sheet_of, sheet_pdf


def may_read_records(user) -> bool:
    """True for chair, deputies and administrator: they see every record."""
    return user.is_active and user.has_perm("approval.view_approvalrecord")


def record_page(request, reference):
    """One record, and what else happened to the same submission."""
    return _show_record(request, *_readable(request, reference))


def _show_record(request, row: ApprovalRecord, course: list[ApprovalRecord], refused: ErasureForm | None = None):
    title = _("Approval record %(number)s") % {"number": row.number}
    context = {
        "row": row,
        "course": course,
        "has_sheet": any(entry.act == Act.SUBMITTED for entry in course),
        "may_erase": is_approver(request.user) and row.act != Act.ERASED and not row.words.erased_by_id,
        "form": refused or ErasureForm(),
        "joints": JointSubmission.objects.filter(items__submitted__in=course).distinct(),
        **_frame(request, title),
    }
    return render(request, "approval/record.html", context, status=422 if refused else 200)


def sheet(request, reference):
    """The approval sheet of the submission that a record belongs to, as PDF."""
    row, course = _readable(request, reference)
    contents = sheet_of(course)
    if contents is None:
        messages.error(request, _("There is no sheet, since nothing was submitted."))
        return redirect("approval_record", row.reference)
    response = HttpResponse(sheet_pdf(contents), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="approval-{contents["sheet"]}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


def erase(request, reference):
    """Erase the texts of a submission for good: the approvers' right, with a reason."""
    row, course = _readable(request, reference)
    if not is_approver(request.user):
        raise PermissionDenied
    form = ErasureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            count = erase_course(row, actor=request.user, remark=form.cleaned_data["reason"])
            messages.success(request, _("The texts of %(count)s records were erased.") % {"count": count})
        except DecisionRefused as refusal:
            messages.error(request, str(refusal.sentence))
    elif request.method == "POST":
        return _show_record(request, row, course, form)
    return redirect("approval_record", row.reference)


def figures(request):
    """How long decisions take and how much is sent back, by month."""
    if not may_read_records(request.user):
        raise PermissionDenied
    months = months_until(timezone.localdate())
    charts = [
        (_("Submissions"), bars(months, "submitted")),
        (_("Median hours from submission to decision"), bars(months, "median_hours")),
        (_("Share sent back, in per cent of what was decided"), bars(months, "share_sent_back", "%")),
    ]
    context = {
        "months": months,
        "charts": charts,
        "width": MONTHS * BAR_STEP,
        "height": CHART_HEIGHT,
        **_frame(request, _("Approval in figures")),
    }
    return render(request, "approval/figures.html", context)


def _readable(request, reference) -> tuple[ApprovalRecord, list[ApprovalRecord]]:
    """Return a record and those of the same submission, if this user may see them: an approver, or the submitter."""
    row = get_object_or_404(ApprovalRecord.objects.select_related("words"), reference=reference)
    if row.submission is None:
        course = [row]
    else:
        course = list(ApprovalRecord.objects.of_course(row.submission).select_related("words"))
    own = any(entry.act == Act.SUBMITTED and entry.actor_id == request.user.pk for entry in course)
    if not own and not may_read_records(request.user):
        raise PermissionDenied
    return row, course


def _frame(request, title: str) -> dict:
    """Return what Wagtail's header needs; the list is a crumb only for those who may open it."""
    crumbs = [HOME]
    if may_read_records(request.user):
        crumbs.append({"url": reverse("approval_approvalrecord_modeladmin_index"), "label": _("Approval records")})
    return {
        "header_title": title,
        "header_icon": "doc-full-inverse",
        "breadcrumbs_items": [*crumbs, {"url": "", "label": title}],
    }
