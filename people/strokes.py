"""The order of published name lists: by the strokes of the surname (按姓氏笔画排序).

Fewer strokes first; then by the kind of each stroke in the order in which it is written: 横 竖 撇 点 折 (GF 3003-1999,
in which the Table of General Standard Chinese Characters lists them). People of one surname follow by their given
names: one character before two, then character by character the same way. A compound surname stands where its first
character does.

`stroke_order.txt` has the characters in this order; its first lines say where it comes from and how it is made anew.
"""

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import TypeVar

DATA = Path(__file__).parent / "stroke_order.txt"
Row = TypeVar("Row")
# Behind every character that is known.
UNKNOWN = 1 << 20


@cache
def _ranks() -> dict[str, int]:
    lines = DATA.read_text(encoding="utf-8").splitlines()
    in_order = "".join(line.split("\t")[1] for line in lines if not line.startswith("#"))
    return {character: rank for rank, character in enumerate(in_order)}


def stroke_key(name: str) -> tuple:
    """Return what a name sorts by. Spaces within it do not count; a name in letters stands behind all others."""
    characters = [_ranks().get(character, UNKNOWN + ord(character)) for character in "".join(name.split())]
    surname, given = characters[:1], characters[1:]
    return (surname, len(given) > 1, given)


def in_order_of_strokes(rows: Iterable[Row], name: Callable[[Row], str] = str) -> list[Row]:
    """Return rows in the order of a published list; `name` says what each is called, such as `attrgetter("name")`.

    People of the same name keep the order in which they came.
    """
    return sorted(rows, key=lambda row: stroke_key(name(row)))
