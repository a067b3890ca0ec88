"""Whether a line of extracted text was full, judged by the printed column that it stands in.

A paragraph begins with an indent of two characters, which extraction drops: its first line is two characters short.
"""

import re
from collections.abc import Sequence
from statistics import median

from .characters import ends_sentence
from .page_lines import Line

_WINDOW = 5  # lines before and after from which a column is judged
_NARROWEST, _WIDEST = 12, 50  # widths of a printed column, in full-width characters
_LEAST_PUNCTUATED = 0.3  # of the lines of running text have a mark inside; of a list of names, none
_NEARLY_ALL = 0.8  # of the widest line around: lines at least so wide show the column, the others end paragraphs
_SLACK = 1.6  # widths by which a full line may fall short: a mark or a word that did not fit
_INDENT = 2
_FIRST_LINE_SLACK = _INDENT + 1.2
_SET_APART = 4  # widths beyond the column: a title across two columns

PUNCTUATION = re.compile("[，。、；：！？,;]")


def set_width(line: Line) -> float:
    """Return the width of a line as typesetters make it: quotation marks, and a mark at the end, take half a place."""
    marks = sum(line.text.count(mark) for mark in "“”‘’")
    return line.width - 0.5 * marks - (0.5 if line.text.endswith(("，", "。", "、", "；", "：")) else 0)


def column_width(lines: Sequence[Line], index: int) -> float | None:
    """Return the width of the column around a line, None where the lines are not those of a column.

    The lines before and after may belong to columns of different widths; the narrower one is believed.
    """
    around = lines[max(0, index - _WINDOW) : index + _WINDOW + 1]
    if sum(bool(PUNCTUATION.search(line.text)) for line in around) < _LEAST_PUNCTUATED * len(around):
        return None
    widths = _widths_beside(lines, index)
    column = min(widths) if 0 < index < len(lines) - 1 else max(widths)
    return column if _NARROWEST <= column <= _WIDEST else None


def goes_on(lines: Sequence[Line], index: int, is_first: bool) -> bool:
    """Tell whether the line at `index` goes on with the paragraph above it, by the width of the lines alone.

    `is_first`: the line above is the paragraph's first. Without a column (typed text, a line a paragraph) nothing does.
    """
    line, last = lines[index], lines[index - 1]
    column = column_width(lines, index - 1)
    if column is None or set_width(last) > column + _SET_APART:
        return False
    is_full = set_width(last) >= column - (_FIRST_LINE_SLACK if is_first else _SLACK)
    next_is_full = set_width(line) >= column - _SLACK
    if ends_sentence(last.text):
        # Only a line too wide to be an indented first line shows that the paragraph goes on.
        is_wide = set_width(line) >= max(_widths_beside(lines, index - 1)) - _INDENT / 3
        return is_full and is_wide and _is_broken(lines, index, column)
    if is_first and not PUNCTUATION.search(last.text):
        # A heading that happens to be as wide as a first line is followed by a first line, or by another short line.
        return is_full and (next_is_full or ends_sentence(line.text))
    return is_full


def nearly_full(lines: Sequence[Line], index: int) -> bool:
    """Tell whether a line fills most of its column."""
    column = column_width(lines, index)
    return column is not None and set_width(lines[index]) > 0.7 * column


def _is_broken(lines: Sequence[Line], index: int, column: float) -> bool:
    """Tell broken lines from typed paragraphs that happen to be of one length: some full line ends without a mark."""
    around = lines[max(0, index - _WINDOW) : index + _WINDOW]
    return any(set_width(line) >= column - _SLACK and line.text[-1].isalnum() for line in around)


def _widths_beside(lines: Sequence[Line], index: int) -> tuple[float, float]:
    """Return the width of the column before and after a line, the line included in both."""
    return _common_width(lines[max(0, index - _WINDOW) : index + 1]), _common_width(lines[index : index + _WINDOW + 1])


def _common_width(lines: Sequence[Line]) -> float:
    widths = [set_width(line) for line in lines]
    widest = max(widths, default=0)
    return median([width for width in widths if width >= _NEARLY_ALL * widest]) if widths else 0
