"""The applications of a selection as a workbook; every cell is text, so that none is ever a formula."""

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font

from ..models import Run
from ..record_exports import text_cell
from .listing import Row
from .publishing import in_short


def workbook_of(run: Run, rows: list[Row]) -> Workbook:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Applications"))
    sheet.freeze_panes = "D2"
    labels = [criterion.label for criterion in run.selection.criteria.all()]
    headings = [
        *[_("No."), "工号", "姓名", _("Department"), _("Union group"), _("Wishes"), _("Consent"), _("Reason")],
        *labels,
        *[_("Total"), _("Draw"), _("Position"), _("Result"), _("Corrections")],
    ]
    sheet.append([_bold(sheet, text) for text in headings])
    for number, row in enumerate(rows, start=1):
        sheet.append([text_cell(sheet, str(text)) for text in _texts(number, row, labels)])
    return book


def _texts(number: int, row: Row, labels: list[str]) -> list:
    application = row.application
    member = application.member
    points = {mark.label: in_short(mark.worth) for mark in row.marks}
    return [
        number,
        member.employee_number,
        member.name,
        member.department.name if member.department else "",
        member.union_group.name if member.union_group else "",
        "；".join(wish.sign_up.session.topic for wish in row.shown_wishes) or _("withdrawn"),
        application.get_consent_display(),
        application.consent_reason,
        *(points.get(label, "") for label in labels),
        in_short(application.total),
        application.draw_position or "",
        application.position or "",
        application.why_not or "；".join(_result(wish) for wish in row.shown_wishes if wish.outcome),
        "；".join(f"{mark.label}：{mark.reason}" for mark in row.marks if mark.is_corrected),
    ]


def _result(wish) -> str:
    return f"{wish.sign_up.session.topic}：{wish.result_in_words}"


def _bold(sheet, text: str):
    cell = text_cell(sheet, str(text))
    cell.font = Font(bold=True)
    return cell
