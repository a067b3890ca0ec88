"""The roster import in the admin: file, columns, dry run, apply, result, undo. For administrators alone."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh
from wagtail.admin import messages

from .actions import note_look
from .models import Look, Member, RosterImport, RosterRow
from .roster import steps
from .roster.columns import PARTS
from .roster.errors import ManyLeave, RosterRefused, UnreadableRoster
from .roster.exporting import write_roster, write_template
from .roster.people import PART_MODELS
from .roster.progress import progress_of
from .roster.undoing import Undoing
from .roster.wording import RowCard
from .roster_forms import ColumnsForm, LeaversForm, RosterFileForm

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROWS_PER_PAGE = 50
IMPORTS_PER_PAGE = 20
KEPT_SHOWN = 200
HOME_CRUMB = {"url": reverse_lazy("wagtailadmin_home"), "label": gettext_lazy("Home")}
TO_LOOK_AT, KEPT = "look", "kept"


def may_import(user) -> bool:
    return user.has_perms(["people.add_member", "people.change_member"])


def for_administrators(view):
    """Let in those who keep the roster, whatever the address; a roster is nobody else's to see."""

    @wraps(view)
    @never_cache
    def guarded(request, *args, **kwargs):
        if not may_import(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@for_administrators
def roster_imports(request):
    """Choose a file; and what came of those before it."""
    form = RosterFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            roster = steps.receive_roster(form.cleaned_data["file"], by=request.user)
        except UnreadableRoster as error:
            form.add_error("file", str(error))
        else:
            return redirect("roster_import", roster.pk)
    imports = RosterImport.objects.select_related("uploaded_by", "applied_by")
    context = {
        "form": form,
        "imports": Paginator(imports, IMPORTS_PER_PAGE).get_page(request.GET.get("p")),
        **_frame(_("Import the roster")),
    }
    return render(request, "people/roster/imports.html", context, status=422 if form.errors else 200)


@for_administrators
@require_safe
def roster_import(request, pk):
    """The step that an import has come to."""
    roster = _get(pk)
    if roster.is_working:
        return _working(request, roster)
    if roster.state == RosterImport.State.UPLOADED:
        return _columns(request, roster, ColumnsForm(roster))
    return _outcome(request, roster)


@for_administrators
@require_safe
def roster_columns(request, pk):
    """What the columns are, asked once more."""
    roster = _get(pk)
    if not roster.file or roster.state not in RosterImport.OPEN_STATES:
        return redirect("roster_import", pk)
    return _columns(request, roster, ColumnsForm(roster))


def _columns(request, roster, form, status=200):
    context = {"roster": roster, "form": form, **_frame(_("What the columns are"), roster)}
    return render(request, "people/roster/columns.html", context, status=status)


@for_administrators
@require_POST
def roster_compare(request, pk):
    """Have the file compared with the people of this moment: with new columns, or with those of the last time."""
    roster = _get(pk)
    mapping, covers = roster.mapping, roster.covers
    if "again" not in request.POST or not covers:
        form = ColumnsForm(roster, request.POST)
        if not form.is_valid():
            return _columns(request, roster, form, status=422)
        mapping, covers = form.mapping(), form.cleaned_data["covers"]
    return _step(request, roster, lambda: steps.begin_comparing(roster, mapping, covers))


def _working(request, roster):
    context = {"roster": roster, "progress": progress_of(roster.pk), **_frame(roster.get_state_display(), roster)}
    if request.htmx:
        return render(request, "people/roster/progress.html", context)
    return render(request, "people/roster/working.html", context)


@for_administrators
@require_safe
def roster_progress(request, pk):
    """How far the step has come, for the script that asks; once it is over, the page is loaded again."""
    roster = _get(pk)
    if not roster.is_working:
        return HttpResponseClientRefresh()
    return render(request, "people/roster/progress.html", {"roster": roster, "progress": progress_of(roster.pk)})


def _outcome(request, roster):
    note_look(request.user, Look.Subject.ROSTER_IMPORT, roster.pk)
    filters = _filters(roster)
    chosen = request.GET.get("outcome", "")
    if chosen not in [code for code, *_rest in filters]:
        chosen = filters[0][0] if filters else ""
    page = Paginator(_rows(roster, chosen), ROWS_PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "roster": roster,
        "filters": filters,
        "chosen": chosen,
        "page": page,
        "cards": [RowCard(row) for row in page],
        "new_parts": _new_parts(roster),
        "many_leave": roster.is_compared and steps.many_leave(roster),
        "can_be_undone": steps.can_be_undone(roster),
        "looks": Look.objects.filter(subject=Look.Subject.ROSTER_IMPORT, subject_id=roster.pk).select_related("viewer"),
        **_frame(_("Dry run") if roster.is_compared else roster.get_state_display(), roster),
    }
    return render(request, "people/roster/outcome.html", context)


def _filters(roster) -> list[tuple[str, str, int]]:
    """Code, name and number of rows of each kind there is."""
    counts = [(outcome.value, outcome.label, roster.count_of(outcome)) for outcome in RosterRow.Outcome]
    counts.insert(1, (TO_LOOK_AT, _("to be looked at"), roster.count_of("to_look_at")))
    if roster.state == RosterImport.State.UNDONE:
        counts.insert(0, (KEPT, _("not undone"), roster.rows.exclude(kept=[]).count()))
    return [found for found in counts if found[2]]


def _rows(roster, chosen: str):
    if chosen == KEPT:
        return roster.rows.exclude(kept=[])
    if chosen == TO_LOOK_AT:
        return roster.rows.to_look_at()
    return roster.rows.filter(outcome=chosen)


def _new_parts(roster) -> list[tuple[str, str]]:
    joined = "、".join(f"{group} → {branch}" for group, branch in roster.new_parts.get("joined", {}).items())
    return [
        *(
            (PART_MODELS[kind]._meta.verbose_name_plural, "、".join(roster.new_parts[kind]))
            for kind in PARTS
            if roster.new_parts.get(kind)
        ),
        *([(_("Groups that join a branch"), joined)] if joined else []),
    ]


@for_administrators
def roster_apply(request, pk):
    """Apply what was compared. Where many leave, ask once more, and let the number be written."""
    roster = _get(pk)
    form = LeaversForm(request.POST if "leavers" in request.POST else None)
    if request.method == "POST" and (not form.is_bound or form.is_valid()):
        leavers = form.cleaned_data["leavers"] if form.is_bound else None
        try:
            steps.begin_applying(roster, by=request.user, leavers=leavers)
        except ManyLeave as refusal:
            if form.is_bound:
                form.add_error("leavers", _("So many do not leave. Read the list once more."))
            else:
                messages.warning(request, str(refusal.sentence))
        except RosterRefused as refusal:
            messages.error(request, str(refusal.sentence))
            return redirect("roster_import", pk)
        else:
            return redirect("roster_import", pk)
    if not roster.is_compared:
        return redirect("roster_import", pk)
    context = {
        "roster": roster,
        "form": form,
        "present": Member.objects.present().count(),
        **_frame(_("Many would leave"), roster),
    }
    return render(request, "people/roster/apply.html", context, status=422 if form.errors else 200)


@for_administrators
def roster_undo(request, pk):
    """Say what an undo would leave as it is, then undo."""
    roster = _get(pk)
    if request.method == "POST":
        return _step(request, roster, lambda: steps.begin_undoing(roster, by=request.user))
    try:
        steps.refuse_undo(roster)
    except RosterRefused as refusal:
        messages.error(request, str(refusal.sentence))
        return redirect("roster_import", pk)
    undoing = Undoing(roster)
    kept = [(row, undoing.kept[row.pk]) for row in undoing.rows if row.pk in undoing.kept]
    if kept:
        note_look(request.user, Look.Subject.ROSTER_IMPORT, roster.pk)
    context = {
        "roster": roster,
        "undoing": undoing,
        "kept": kept[:KEPT_SHOWN],
        "more": max(0, len(kept) - KEPT_SHOWN),
        **_frame(_("Undo the import"), roster),
    }
    return render(request, "people/roster/undo.html", context)


@for_administrators
@require_POST
def roster_discard(request, pk):
    """Remove what was uploaded."""
    try:
        steps.discard(_get(pk))
    except RosterRefused as refusal:
        messages.error(request, str(refusal.sentence))
        return redirect("roster_import", pk)
    messages.success(request, _("What was uploaded has been removed."))
    return redirect("roster_imports")


@for_administrators
@require_safe
def roster_template(request):
    """An empty roster with its explanation."""
    return _download(write_template(), "roster-template.xlsx")


@for_administrators
@require_POST
def roster_export(request):
    """Everybody with an account, as an import reads it. It is a look at everything, and noted as one."""
    note_look(request.user, Look.Subject.ROSTER_EXPORT)
    members = Member.objects.filter(is_active=True, is_superuser=False)
    members = members.select_related("department", "campus", "union_group__branch").order_by("employee_number")
    return _download(write_roster(members, by=request.user), "roster.xlsx")


def _download(book, name: str) -> HttpResponse:
    response = HttpResponse(content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    book.save(response)
    return response


def _step(request, roster, step):
    try:
        step()
    except RosterRefused as refusal:
        messages.error(request, str(refusal.sentence))
    return redirect("roster_import", roster.pk)


def _get(pk: int) -> RosterImport:
    return get_object_or_404(RosterImport.objects.select_related("uploaded_by", "applied_by", "undone_by"), pk=pk)


def _frame(title: str, roster: RosterImport | None = None) -> dict:
    """Return what Wagtail's header needs: title, icon, way back."""
    above = [{"url": reverse("roster_imports"), "label": _("Import the roster")}] if roster else []
    crumbs = [HOME_CRUMB, *above, {"url": "", "label": title}]
    return {
        "header_title": title,
        "header_icon": "upload",
        "breadcrumbs_items": crumbs,
        "page_subtitle": roster.file_name if roster else "",
    }
