"""Excel: names of sheets and values of cells, row by row; hidden sheets left out."""

from datetime import datetime, time

from openpyxl import load_workbook

from .errors import Cut
from .gathering import Gathering
from .package import opened

CELLS = 200_000
COLUMNS = 500
# The last row that Excel has. A file may name one far below, and openpyxl would count up to it.
LAST_ROW = 1_048_576


def read(file, gathering: Gathering) -> None:
    with opened(file):
        pass
    file.seek(0)
    # Values instead of formulas, as they were when the workbook was saved.
    book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
    left = CELLS
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        gathering.add(sheet.title)
        # Some programs write a size that is not true, and reading would stop there.
        sheet.reset_dimensions()
        nothing = None
        for row in sheet.iter_rows(max_row=LAST_ROW, max_col=COLUMNS, values_only=True):
            # A formatted cell far below makes a million rows of nothing, which are all one tuple.
            if row is nothing:
                continue
            words = [_word(value) for value in row if value is not None]
            if not words:
                nothing = row
                continue
            gathering.add(" ".join(words))
            left -= len(words)
            if left <= 0:
                raise Cut


def _word(value) -> str:
    """As somebody would type it: 3 and not 3.0, a day without midnight; nothing for yes and no."""
    if isinstance(value, bool):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    return value.isoformat(" ") if isinstance(value, datetime) else str(value)
