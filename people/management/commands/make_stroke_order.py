"""Make the order of characters by strokes anew, from two kept sources; see the first lines of what it writes."""

import bz2
import re
from pathlib import Path

from django.core.management.base import BaseCommand

from people.strokes import DATA

# How many characters each of the three parts of the official table has; each part is in order by itself.
PARTS = [3500, 3000, 1605]
# 横 竖 撇 点 折, in this order; a stroke whose name is not here is a bent one.
KINDS = {"横": "1", "提": "1", "竖": "2", "竖钩": "2", "撇": "3", "捺": "4", "点": "4", "点2": "4"}
BENT, UNKNOWN = "5", "6"
BLOCKS = [range(0x3400, 0x4DC0), range(0x4E00, 0xA000)]
HEADER = """\
# Characters by strokes: number of strokes, tab, the characters in order (see people/strokes.py).
# Made by `manage.py make_stroke_order`, from
# - Unihan of the Unicode Character Database {version} (kTotalStrokes, kTGH: place in the Table of General Standard
#   Chinese Characters of 2013, whose three parts are each in the official order). Unicode License V3,
#   Copyright (c) Unicode, Inc., https://www.unicode.org/license.txt
# - npm package cnchar-order {package} (how each character is written; it puts the three parts into one order).
#   MIT License, Copyright (c) 2017 - present theajack; the text is in stroke_order.LICENSE.
# Of the table's characters {checked} are in cnchar-order, {contrary} of them otherwise: there the table counts.
"""


class Command(BaseCommand):
    help = "Write people/stroke_order.txt from Unihan's files and the file cnchar.order.min.js of npm's cnchar-order."

    def add_arguments(self, parser):
        parser.add_argument("sources", type=Path, help="Unihan_IRGSources.txt(.bz2); the other file lies beside it")
        parser.add_argument("mappings", type=Path, help="Unihan_OtherMappings.txt(.bz2)")
        parser.add_argument("written", type=Path, help="cnchar.order.min.js")
        parser.add_argument("--unicode", required=True, help="version of Unicode")
        parser.add_argument("--package", required=True, help="version of cnchar-order")
        parser.add_argument("--to", type=Path, default=DATA)

    def handle(self, *args, sources, mappings, written, to, **options):
        strokes = {char: int(value.split()[0]) for char, value in _unihan(sources, "kTotalStrokes")}
        table = {char: int(value.split(":")[1]) for char, value in _unihan(mappings, "kTGH")}
        kinds = _kinds_of_strokes(written.read_text(encoding="utf-8"))
        in_table = sorted(table, key=table.get)
        contrary = [char for char in in_table if char in kinds and len(kinds[char]) != strokes[char]]
        for char in contrary:
            del kinds[char]
        keys = _keys(in_table, strokes, kinds)
        others = {char for char in strokes if any(ord(char) in block for block in BLOCKS)} | kinds.keys()
        for char in others - keys.keys():
            known = kinds.get(char)
            keys[char] = (len(known), known) if known else (strokes[char], UNKNOWN)
        last = len(table)
        lines: dict[int, list[str]] = {}
        for char in sorted(keys, key=lambda char: (*keys[char], table.get(char, last + ord(char)))):
            lines.setdefault(keys[char][0], []).append(char)
        checked = sum(char in kinds for char in in_table) + len(contrary)
        header = HEADER.format(
            version=options["unicode"], package=options["package"], checked=checked, contrary=len(contrary)
        )
        body = "".join(f"{count}\t{''.join(chars)}\n" for count, chars in sorted(lines.items()))
        to.write_text(header + body, encoding="utf-8")
        self.stdout.write(f"{len(keys)} characters")


def _unihan(path: Path, field: str):
    """Yield characters with the value of a field."""
    content = path.read_bytes()
    text = (bz2.decompress(content) if path.suffix == ".bz2" else content).decode()
    for line in text.splitlines():
        code, _tab, rest = line.partition("\t")
        if rest.startswith(f"{field}\t"):
            yield chr(int(code.removeprefix("U+"), 16)), rest.partition("\t")[2]


def _kinds_of_strokes(script: str) -> dict[str, str]:
    """Return how each character is written, such as 1121 for 王, from the tables in the package's script."""
    written = re.search(r"""JSON\.parse\('\{("一":.*?)\}'\)""", script)[1]
    named = re.search(r"""JSON\.parse\('\{("a":\{.*?\})\}'\)""", script)[1]
    kind_of = {
        letter: KINDS.get(name.split("|")[0], BENT)
        for letter, name in re.findall(r'"(\w)":\{[^}]*"name":"([^"]+)"', named)
    }
    return {
        char: "".join(kind_of[letter] for letter in letters) for char, letters in re.findall(r'"(.)":"(\w+)"', written)
    }


def _keys(in_table: list[str], strokes: dict[str, int], kinds: dict[str, str]) -> dict[str, tuple[int, str]]:
    """Return what the characters of the table sort by. One whose strokes are not known stands behind its neighbour."""
    keys: dict[str, tuple[int, str]] = {}
    start = 0
    for size in PARTS:
        part = in_table[start : start + size]
        start += size
        before = (0, "")
        for place, char in enumerate(part):
            if char in kinds:
                before = (len(kinds[char]), kinds[char])
            else:
                after = next((len(kinds[one]) for one in part[place:] if one in kinds), 99)
                count = min(max(strokes[char], before[0]), after)
                before = before if count == before[0] else (count, "")
            keys[char] = before
    return keys
