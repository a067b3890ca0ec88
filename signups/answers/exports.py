"""Answers as a workbook, in which no cell is ever a formula. Sealed answers are in it in full only where asked for."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl import Workbook

from ..record_exports import text_cell
from .reading import Table


def answers_workbook(table: Table) -> Workbook:
    """Return a line for each attempt, with a column for each question, and a sheet of summaries."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Answers"))
    first = [pgettext("of a person", "Name"), _("Employee number"), _("Department"), _("State")]
    _append(sheet, [*first, *(column["label"] for column in table.columns)])
    for row in table.rows:
        member = row.first.member
        who = [row.names, member.employee_number, str(member.department or ""), str(row.first.get_state_display())]
        _append(sheet, [*who, *(line.in_words for line in row.lines)])
    summaries = book.create_sheet(_("Summary"))
    for summary in table.summaries:
        _append(summaries, [summary.label, _("%(count)d answered") % {"count": summary.answered}])
        for option, count in summary.counts:
            _append(summaries, ["", option, str(count)])
        if summary.total is not None:
            _append(summaries, ["", _("total"), str(summary.total)])
    return book


def _append(sheet, texts: list[str]) -> None:
    sheet.append([text_cell(sheet, text) for text in texts])
