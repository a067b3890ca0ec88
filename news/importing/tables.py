"""Tables of HTML to rows of equal length: merged cells are repeated in every cell that they cover."""

import itertools
import re
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, Tag
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from .characters import clean_characters
from .manuscript import MAX_CAPTION, Table

MAX_COLUMNS = 60
MAX_SPAN = 30  # columns; a cell that claims more is taken for one
MAX_REPEATED = 100_000  # characters that merged cells may add to one table
MAX_HEADING_CELL = 30
_PARAGRAPHS = ["p", "div", "li", "br", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd"]


@dataclass
class Grid:
    """A table laid out: `rows` of plain text, whether cells were merged, and whether the first row is a heading."""

    rows: list[list[str]] = field(default_factory=list)
    merged: bool = False
    has_heading: bool = False
    caption: str = ""


def read_table(tag: Tag, number: int) -> tuple[Table | None, list[str]]:
    """Return the table of one <table> (None when it is empty) and warnings about what had to be changed."""
    grid = _lay_out(tag)
    warnings = []
    if grid.merged:
        sentence = _("Table {number} had merged cells; their text is repeated in each cell they covered.")
        warnings.append(format_lazy(sentence, number=number))
    if tag.find("table"):
        sentence = _("Table {number} held another table; its text now stands in one cell.")
        warnings.append(format_lazy(sentence, number=number))
    if not any(any(row) for row in grid.rows):
        return None, []
    columns, rows = grid.rows[0], grid.rows[1:]
    if not grid.has_heading:
        columns, rows = [""] * len(columns), grid.rows
    return Table(columns, rows, grid.caption), warnings


def cell_text(cell: Tag) -> str:
    """Return the text of a cell, its paragraphs parted by newlines."""
    if any(isinstance(child, Tag) for child in cell.children):
        cell = BeautifulSoup(str(cell), "html.parser")
        for boundary in cell.find_all(_PARAGRAPHS):
            boundary.append("\n")
        for inner in cell.find_all(["td", "th"])[1:]:
            inner.append(" ")
    lines = (re.sub(r"[ \t\r\xa0]+", " ", line).strip(" 　") for line in cell.get_text().split("\n"))
    return clean_characters("\n".join(line for line in lines if line))


def own_rows(tag: Tag) -> list[list[Tag]]:
    """Return the cells of each row of the table, those of tables inside it left out."""
    rows = [row for row in tag.find_all("tr") if row.find_parent("table") is tag]
    return [[cell for cell in row.find_all(["td", "th"]) if cell.find_parent("table") is tag] for row in rows]


def _lay_out(tag: Tag) -> Grid:
    rows = own_rows(tag)
    grid = Grid(caption=_caption(tag))
    taken: dict[tuple[int, int], str] = {}
    budget = MAX_REPEATED
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (y, x) in taken:
                x += 1
            text = taken[y, x] = cell_text(cell)
            across, down = _span(cell, "colspan"), min(_span(cell, "rowspan"), len(rows) - y)
            grid.merged = grid.merged or across > 1 or down > 1
            for dy, dx in itertools.product(range(down), range(across)):
                if (budget := budget - len(text) - 1) < 0:
                    break
                taken.setdefault((y + dy, x + dx), text)
            x += across
    grid.rows = _rows_of_equal_length(taken, len(rows))
    _take_title_row(grid, rows)
    grid.rows = [row for row in grid.rows if any(row)]
    grid.has_heading = _first_row_is_heading(tag, rows, grid)
    return grid


def _rows_of_equal_length(cells: dict[tuple[int, int], str], height: int) -> list[list[str]]:
    """Return the cells as rows, filled up with "" on the right; what lies beyond MAX_COLUMNS joins the last column."""
    rows: list[dict[int, str]] = [{} for _ in range(height)]
    for (y, x), text in sorted(cells.items()):
        column = min(x, MAX_COLUMNS - 1)
        rows[y][column] = f"{rows[y][column]}\n{text}" if column in rows[y] else text
    columns = max((x for row in rows for x in row), default=-1) + 1
    return [[row.get(x, "") for x in range(columns)] for row in rows]


def _take_title_row(grid: Grid, rows: list[list[Tag]]) -> None:
    """Make a first row that is one cell across the whole table its caption, as Chinese tables often have it."""
    if len(rows) > 2 and len(rows[0]) == 1 and len(grid.rows[0]) > 1 and len(set(grid.rows[0])) == 1:
        title = grid.rows[0][0]
        if not grid.caption and 0 < len(title) <= MAX_CAPTION and "\n" not in title:
            grid.caption = title
            grid.rows.pop(0)
            rows.pop(0)
            grid.merged = any(_span(c, "colspan") > 1 or _span(c, "rowspan") > 1 for row in rows for c in row)


def _first_row_is_heading(tag: Tag, rows: list[list[Tag]], grid: Grid) -> bool:
    if len(grid.rows) < 2:
        return False
    if rows and rows[0] and all(cell.name == "th" or cell.find_parent("thead") for cell in rows[0]):
        return True
    first = grid.rows[0]
    short = all(cell and len(cell) <= MAX_HEADING_CELL and not re.search(r"\d{3}|[。：:]", cell) for cell in first)
    return short and len(first) > 1


def _caption(tag: Tag) -> str:
    caption = tag.find("caption")
    if caption is None or caption.find_parent("table") is not tag:
        return ""
    return re.sub(r"\s+", " ", caption.get_text()).strip()


def _span(cell: Tag, name: str) -> int:
    digits = str(cell.get(name, "1")).strip()
    span = int(digits) if re.fullmatch(r"\d{1,9}", digits, re.ASCII) else 1
    return span if 1 <= span <= MAX_SPAN or name == "rowspan" and span else 1
