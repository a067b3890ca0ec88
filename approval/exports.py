"""The approval record as a table for Excel, in which no cell is ever a formula."""

from collections.abc import Iterable
from io import BytesIO

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from .models.record import ApprovalRecord

# Excel reads a cell that begins so as a formula when it is edited or goes through CSV.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
EXCEL_CELL_LENGTH = 32_000


def records_workbook(rows: Iterable[ApprovalRecord]) -> bytes:
    """Return an .xlsx file of records with their words, one line each."""
    book = Workbook(write_only=True)
    page = book.create_sheet(_("Approval records"))
    page.append(
        [
            _("Number"),
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
    )
    for row in rows:
        words = row.words
        values = [
            f"{timezone.localtime(row.at):%Y-%m-%d %H:%M:%S}",
            row.get_act_display(),
            row.kind_name,
            words.title,
            row.stage,
            words.actor_name,
            row.actor_number,
            words.on_behalf_of_name,
            words.remark,
            row.sheet,
            row.content_hash,
            row.digest,
        ]
        page.append([row.number, *map(_text, values)])
    output = BytesIO()
    book.save(output)
    return output.getvalue()


def _text(value) -> str:
    """Return text that stays text: employee numbers keep their zeros, and formulas are shown, not run."""
    words = ILLEGAL_CHARACTERS_RE.sub("", str(value))[:EXCEL_CELL_LENGTH]
    return f"'{words}" if words.startswith(FORMULA_SIGNS) else words
