"""The result of a round for Excel; every text stays text, places and votes are numbers."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from signups.record_exports import text_cell

from ..models import Tally, VoteRound

WIDTHS = (8, 8, 30, 12, 12, 14, 22)


def result_workbook(vote_round: VoteRound, tallies: list[Tally], turnout: int) -> Workbook:
    """Return a workbook of a counted round; `tallies` come with their works and authors."""
    book = Workbook()
    sheet = book.active
    sheet.title = pgettext("sheet", "Result")
    heads = [
        *[pgettext("of a result", "Place"), _("Votes"), _("Title of the work"), _("Kind")],
        *[pgettext("of a work", "Author"), _("Employee number"), _("Department")],
    ]
    said = _("%(count)d members have voted.") % {"count": turnout}
    for line in [[f"{vote_round.call.title} · {vote_round.title}"], [said], heads, *map(_line, tallies)]:
        sheet.append([text_cell(sheet, value) if isinstance(value, str) else value for value in line])
    for cell in (sheet["A1"], *sheet[3]):
        cell.font = Font(bold=True)
    for place, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "A4"
    return book


def _line(tally: Tally) -> list:
    work = tally.work
    if work.is_withdrawn:
        return [tally.rank, tally.votes, _("withdrawn by its author"), "", "", "", ""]
    author = work.author
    return [
        tally.rank,
        tally.votes,
        work.title,
        work.kind,
        author.name,
        author.employee_number,
        str(author.department or ""),
    ]
