"""The office's word list as an Excel workbook, out and in."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from openpyxl import Workbook

from approval.models.checked_word import CheckedWord
from people.workbooks import MEGABYTE, Limits, UnreadableFile, as_text, open_workbook

COLUMNS = ("word", "kind", "advice", "severity")
ROWS_LIMIT = 5_000
LIMITS = Limits(file=2 * MEGABYTE, unpacked=30 * MEGABYTE, columns=80)


@dataclass
class Row:
    """One line of the workbook: `number` as Excel shows it, the values of COLUMNS, what is wrong with it."""

    number: int
    values: dict[str, str]
    errors: list[str] = field(default_factory=list)
    is_new: bool = True


def headings() -> list[str]:
    return [capfirst(str(CheckedWord._meta.get_field(name).verbose_name)) for name in COLUMNS]


def write_words(words: Iterable[CheckedWord]) -> Workbook:
    """Return a workbook that `read_words` reads. Cells are text, so that no spreadsheet program computes one."""
    book = Workbook()
    sheet = book.active
    sheet.append(headings())
    for number, word in enumerate(words, start=2):
        values = (word.word, word.get_kind_display(), word.advice, word.get_severity_display() if word.severity else "")
        for column, value in enumerate(values, start=1):
            as_text(sheet.cell(number, column, str(value)))
    for letter, width in zip("ABCD", (24, 16, 48, 16), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    return book


def read_words(file) -> list[Row]:
    """Return the rows of an uploaded workbook with what is wrong in each; nothing is written.

    Raises:
        UnreadableFile: no workbook, too large, or without the headings of COLUMNS.
    """
    lines = open_workbook(file, file.name, LIMITS).rows_of_first_sheet()
    _number, first = next(lines, (1, ()))
    places = _places_of_columns(first)
    rows, known = [], {word.lower() for word in CheckedWord.objects.values_list("word", flat=True)}
    seen: dict[str, int] = {}
    for number, line in lines:
        if all(cell.value in (None, "") for cell in line):
            continue
        if len(rows) == ROWS_LIMIT:
            raise UnreadableFile(_("It has more than %(count)d rows.") % {"count": ROWS_LIMIT})
        row = _read_row(number, line, places)
        word = row.values["word"].lower()
        if word in seen:
            row.errors.append(_("The word stands in row %(number)d already.") % {"number": seen[word]})
        elif word:
            seen[word] = number
        row.is_new = word not in known
        rows.append(row)
    if not rows:
        raise UnreadableFile(_("It has no words below its headings."))
    return rows


def _in_every_language(texts) -> dict[str, str]:
    """Return value by label, as (value, lazy label) pairs read in each language of the screens, in lower case."""
    found = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found |= {str(label).strip().lower(): value for value, label in texts}
    return found


def _places_of_columns(line) -> dict[str, int]:
    names = _in_every_language([(name, CheckedWord._meta.get_field(name).verbose_name) for name in COLUMNS])
    places = {}
    for place, cell in enumerate(line):
        name = names.get(str(cell.value or "").strip().lower())
        if name:
            places[name] = place
    missing = [heading for name, heading in zip(COLUMNS, headings(), strict=True) if name not in places]
    if missing:
        raise UnreadableFile(_("The first row lacks these headings: %(names)s.") % {"names": ", ".join(missing)})
    return places


def _read_row(number: int, line, places: dict[str, int]) -> Row:
    row = Row(number, {})
    for name in COLUMNS:
        cell = line[places[name]] if places[name] < len(line) else None
        value = cell.value if cell is not None else None
        row.values[name] = str(value).strip() if value is not None else ""
        if value is not None and (not isinstance(value, str) or cell.data_type == "f"):
            heading = capfirst(str(CheckedWord._meta.get_field(name).verbose_name))
            row.errors.append(_("“%(column)s” is not text. Format the cell as text.") % {"column": heading})
    kinds = _in_every_language(CheckedWord.Kind.choices) | {value: value for value in CheckedWord.Kind.values}
    severities = _in_every_language(CheckedWord.OwnSeverity.choices) | {"": ""}
    kind, severity = row.values["kind"].lower(), row.values["severity"].lower()
    if kind not in kinds:
        row.errors.append(
            _("The kind “%(kind)s” is unknown. Write one of: %(kinds)s.")
            % {"kind": row.values["kind"], "kinds": ", ".join(str(label) for label in CheckedWord.Kind.labels)}
        )
    if severity not in severities:
        labels = ", ".join(str(label) for label in CheckedWord.OwnSeverity.labels)
        row.errors.append(
            _("How strict “%(severity)s” is, is unknown. Write one of: %(labels)s, or nothing.")
            % {"severity": row.values["severity"], "labels": labels}
        )
    if not row.errors:
        row.values |= {"kind": kinds[kind], "severity": severities[severity]}
        row.errors += _errors_of(row.values)
    return row


def _errors_of(values: dict[str, str]) -> list[str]:
    """Return what the model itself says against these values; that the word is there already is no error."""
    word = CheckedWord(**values)
    try:
        word.clean_fields()
        constraint = next(c for c in CheckedWord._meta.constraints if c.name.endswith("no_single_character"))
        constraint.validate(CheckedWord, word)
    except ValidationError as error:
        return error.messages
    return []
