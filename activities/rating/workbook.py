"""A round as a workbook: the result, every mark with who gave it, the figures, what the clubs say of themselves."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from signups.record_exports import text_cell

from ..models import RatingRound
from .outcome import Line, Outcome, outcomes_of


def workbook_of(round: RatingRound) -> tuple[Workbook, int]:
    """Return the workbook, and how many rows of data it has. Words are text, so that none is ever a formula; marks are
    numbers, to be reckoned with.
    """
    outcomes = outcomes_of(round)
    lines = [(outcome, line) for outcome in outcomes for line in outcome.lines]
    book = Workbook(write_only=True)
    criteria = [f"{each.title}（{each.points}）" for each in round.criteria.all()]
    rows = _sheet(
        book,
        _("Result"),
        [_("Rank"), _("Club"), *criteria, pgettext("of a rating", "Total"), _("Stars"), _("Budget for next year")],
        map(_result, outcomes),
    )
    rows += _sheet(
        book,
        _("Marks of the committee"),
        [
            _("Club"),
            pgettext("of a rating", "Criterion"),
            _("Employee number"),
            _("Marked by"),
            _("Mark"),
            _("In words"),
            _("At"),
        ],
        (row for outcome, line in lines for row in _marks(outcome, line)),
    )
    rows += _sheet(
        book,
        _("Figures"),
        [
            _("Club"),
            pgettext("of a rating", "Criterion"),
            _("Figure"),
            _("Value"),
            _("Full marks from"),
            _("Mark"),
            _("Taken at"),
        ],
        (_figure(outcome, line) for outcome, line in lines if line.figure),
    )
    rows += _sheet(
        book,
        _("Self-assessment"),
        [_("Club"), pgettext("of a rating", "Criterion"), _("Own mark"), _("In words"), _("Handed in at")],
        # A draft is the club's own.
        (_own(outcome, line) for outcome, line in lines if line.own and outcome.entry.is_handed_in),
    )
    return book, rows


def _sheet(book: Workbook, title: str, headings: list[str], rows: Iterable[list]) -> int:
    sheet = book.create_sheet(title)
    for place in range(1, len(headings) + 1):
        sheet.column_dimensions[get_column_letter(place)].width = 16
    sheet.freeze_panes = "A2"
    bold = [text_cell(sheet, heading) for heading in headings]
    for cell in bold:
        cell.font = Font(bold=True)
    sheet.append(bold)
    found = list(rows)
    for row in found:
        sheet.append([_cell(sheet, value) for value in row])
    return len(found)


def _cell(sheet, value):
    return text_cell(sheet, value) if isinstance(value, str) else WriteOnlyCell(sheet, value)


def _result(outcome: Outcome) -> list:
    marks = [line.mark for line in outcome.lines]
    if not outcome.is_whole:
        return ["", outcome.entry.club.title, *marks, outcome.total, "", ""]
    return [outcome.rank, outcome.entry.club.title, *marks, outcome.total, outcome.stars, outcome.budget]


def _marks(outcome: Outcome, line: Line) -> list[list]:
    return [
        [
            outcome.entry.club.title,
            line.criterion.title,
            each.by.employee_number,
            each.by.name,
            each.mark,
            each.words,
            _at(each.given_at),
        ]
        for each in line.given
    ]


def _figure(outcome: Outcome, line: Line) -> list:
    figure = line.figure
    return [
        outcome.entry.club.title,
        line.criterion.title,
        line.figure_label,
        figure.value,
        line.criterion.target,
        figure.mark,
        _at(figure.taken_at),
    ]


def _own(outcome: Outcome, line: Line) -> list:
    return [
        outcome.entry.club.title,
        line.criterion.title,
        line.own.mark,
        line.own.words,
        _at(outcome.entry.handed_in_at),
    ]


def _at(moment) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else ""
