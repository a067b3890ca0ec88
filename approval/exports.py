"""The approval record as a table for Excel, in which no cell is ever a formula."""

import re

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl import Workbook

from .models.record import Act, name_of_kind

# Excel reads a cell that begins so as a formula when it is edited or goes through CSV.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
EXCEL_CELL_LENGTH = 32_000
# openpyxl refuses most of these, and writes the last two into a file that Excel does not open.
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
ROWS_AT_ONCE = 500
COLUMNS = [
    "number",
    "at",
    "act",
    "kind",
    "words__title",
    "stage",
    "words__actor_name",
    "actor_number",
    "words__on_behalf_of_name",
    "words__remark",
    "sheet",
    "content_hash",
    "digest",
]


def records_workbook(records: QuerySet) -> Workbook:
    """Return a workbook of records with their words, one line each."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Approval records"))
    sheet.append(_headings())
    kinds = records.order_by().values_list("kind", flat=True).distinct()
    names = {kind: str(name_of_kind(kind)) for kind in kinds}
    acts = {act.value: str(act.label) for act in Act}
    for number, at, act, kind, *words in records.values_list(*COLUMNS).iterator(chunk_size=ROWS_AT_ONCE):
        when = f"{timezone.localtime(at):%Y-%m-%d %H:%M:%S}"
        # A record that is written meanwhile may be of another kind.
        sheet.append([number, when, acts.get(act, act), names.get(kind, kind), *map(_text, words)])
    return book


def _headings() -> list[str]:
    return [
        pgettext("of a row", "Number"),
        _("Time"),
        _("Act"),
        _("Kind"),
        _("Title"),
        _("Stage"),
        pgettext("of a person", "Name"),
        _("Employee number"),
        _("On behalf of"),
        _("Remark"),
        _("Number of the sheet"),
        _("Hash of the content"),
        _("Digest"),
    ]


def _text(words: str) -> str:
    """Return text that stays text: employee numbers keep their zeros, and formulas are shown, not run."""
    words = NOT_IN_XML.sub("", words)[:EXCEL_CELL_LENGTH]
    return f"'{words}" if words.startswith(FORMULA_SIGNS) else words
