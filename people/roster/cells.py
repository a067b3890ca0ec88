"""What a cell says. Values come from Excel and CSV in every shape that offices produce."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Model
from django.utils.translation import gettext as _
from openpyxl.utils.datetime import WINDOWS_EPOCH, from_excel

from ..models import Member
from ..models.fields import EMPLOYEE_NUMBER, MOBILE_NUMBER
from ..models.structure import Named
from .errors import Fault

INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0b-\x1f]")
MIDDLE_DOTS = re.compile(r"\s*[·•‧∙⋅・･]\s*")
HAN = r"[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
FULL_STOP = re.compile(rf"(?<={HAN})\s?\.\s?(?={HAN})")
BETWEEN_HAN = re.compile(rf"(?<={HAN})\s+(?={HAN})")
# Excel keeps 15 digits of a number; those behind them have become zeros.
EXACT_DIGITS = 15
SCIENTIFIC = re.compile(r"^\d(\.\d+)?E\+?\d+$", re.IGNORECASE)
DATE = re.compile(r"^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(\s+[\d:.]+)?$")
MONTH = re.compile(r"^(\d{4})\s*(?:[-/.]|年)\s*(\d{1,2})\s*月?$")
# As Excel counts days: from 1 January 1910 to 31 December 2099.
SERIALS = range(3654, 73051)
OLDEST_YEAR = 1900


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its value, where it stands, and what else is to be known of it."""

    value: object = None
    place: str = ""
    # "formula", "error", "merged" (its value is that of the cell it is merged with), "bare" (digits of a CSV file that
    # Excel may have taken for a number before it was saved), or nothing.
    kind: str = ""

    @property
    def may_lack_zeros(self) -> bool:
        return self.kind == "bare" or isinstance(self.value, (int, float))

    @property
    def is_empty(self) -> bool:
        return self.value is None or (isinstance(self.value, str) and not clean(self.value))


def clean(text: str) -> str:
    """Return a text without what nobody sees, and with single spaces."""
    return " ".join(INVISIBLE.sub("", text).split())


def fold(text: str) -> str:
    """Return what two spellings of one thing have in common: width, case and spaces do not count."""
    return "".join(unicodedata.normalize("NFKC", clean(text)).split()).casefold()


def clean_name(text: str) -> str:
    """Return a person's name as it is stored: 「张　三」 is 张三, and one middle dot in every name that has one."""
    text = clean(unicodedata.normalize("NFKC", clean(text)))
    if not re.search(HAN, text):
        return text
    # Spaces first: those beside a dot are its own.
    return BETWEEN_HAN.sub("", MIDDLE_DOTS.sub("·", FULL_STOP.sub("·", BETWEEN_HAN.sub("", text))))


def clean_email(text: str) -> str:
    """Return an e-mail address as it is stored: in small letters, as it is looked for when a password is forgotten."""
    return text.lower()


def text_of(cell: Cell) -> str:
    """Return the text of a cell. Raises Fault for formulas, errors, dates and numbers that have lost digits."""
    value = cell.value
    if cell.kind == "formula":
        raise Fault(_("It holds a formula. Copy the column and paste it as values."))
    if cell.kind == "error":
        raise Fault(_("It shows an error (%(value)s)."), value=value)
    if value is None:
        return ""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        if isinstance(value, float) and not value.is_integer():
            return repr(value)
        if abs(value) >= 10**EXACT_DIGITS:
            raise Fault(_("The number is so long that Excel has changed its last digits. Format the cell as text."))
        return str(int(value))
    raise Fault(_("It holds a date or a time, and text belongs here. Format the cell as text."))


def plain(cell: Cell) -> str:
    """The text of a cell with full-width letters, digits and signs made ordinary ones."""
    return clean(unicodedata.normalize("NFKC", text_of(cell)))


def read_number(cell: Cell) -> str:
    """Return an employee number, its letters as capitals."""
    text = "".join(plain(cell).split()).upper()
    if SCIENTIFIC.match(text) and "+" in text:
        raise Fault(_("“%(text)s” has lost digits. Format the cell as text."), text=text)
    if text.endswith(".0") and text[:-2].isdigit():
        text = text[:-2]
    if text and not re.fullmatch(EMPLOYEE_NUMBER, text):
        raise Fault(_("An employee number has letters and digits only, and this is “%(text)s”."), text=text)
    return _fitting(text, Member, "employee_number")


def read_name(cell: Cell) -> str:
    name = clean_name(text_of(cell))
    if name and not re.search(r"[^\W\d_]", name):
        raise Fault(_("“%(text)s” is no name."), text=name)
    return _fitting(name, Member, "name")


def read_title(cell: Cell) -> str:
    return _fitting(text_of(cell), Member, "title")


def read_part(cell: Cell) -> str:
    """Return the name of a department, campus, branch or group."""
    return _fitting(text_of(cell), Named, "name")


def read_email(cell: Cell) -> str:
    text = clean_email("".join(plain(cell).split()))
    if text:
        try:
            validate_email(text)
        except ValidationError as error:
            raise Fault(_("“%(text)s” is no e-mail address."), text=text) from error
    return _fitting(text, Member, "email")


def read_mobile(cell: Cell) -> str:
    text = re.sub(r"[\s\-‐-―()]", "", plain(cell))
    text = re.sub(r"^(\+|00)?86(?=1\d{10}$)", "", text)
    if text.endswith(".0") and text[:-2].isdigit():
        text = text[:-2]
    if SCIENTIFIC.match(text):
        raise Fault(_("“%(text)s” has lost digits. Format the cell as text."), text=text)
    if text and not re.fullmatch(MOBILE_NUMBER, text):
        raise Fault(_("A mobile number has 11 digits, and this is “%(text)s”."), text=text)
    return text


def read_date(cell: Cell, *, epoch: datetime = WINDOWS_EPOCH, whole_months: bool = True) -> date | None:
    """Return a date written as a date, as text, as eight digits or as Excel's serial number.

    A month without a day counts from its first, where `whole_months` allows it.
    """
    value = cell.value
    if cell.kind not in ("formula", "error"):
        if isinstance(value, datetime):
            return _likely(value.date())
        if isinstance(value, date):
            return _likely(value)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return _likely(_from_number(value, epoch, whole_months))
    text = plain(cell)
    if not text:
        return None
    if re.fullmatch(r"\d{5}(\.0+)?", text):
        return _likely(_from_number(int(float(text)), epoch, whole_months))
    if re.fullmatch(r"\d{8}", text):
        return _likely(_day(int(text[:4]), int(text[4:6]), int(text[6:]), text))
    if found := DATE.match(text):
        return _likely(_day(int(found[1]), int(found[2]), int(found[3]), text))
    if found := re.fullmatch(r"(\d{4})(\d{2})", text) or MONTH.match(text):
        return _likely(_month(int(found[1]), int(found[2]), text, whole_months))
    raise _no_date(text)


def _from_number(value: int | float, epoch: datetime, whole_months: bool) -> date:
    text = repr(value)
    if float(value).is_integer():
        number = int(value)
        if number in SERIALS:
            found = from_excel(number, epoch)
            return found.date() if isinstance(found, datetime) else found
        if 19000101 <= number <= 20991231:
            return _day(number // 10000, number // 100 % 100, number % 100, str(number))
        if 190001 <= number <= 209912:
            return _month(number // 100, number % 100, str(number), whole_months)
    elif int(value) in SERIALS:
        return (epoch + timedelta(days=int(value))).date()
    elif re.fullmatch(r"(19|20)\d\d\.\d\d", text):
        return _month(int(text[:4]), int(text[5:]), text, whole_months)
    elif re.fullmatch(r"(19|20)\d\d\.1", text):
        raise Fault(_("%(text)s may be January or October: Excel took the month for a number."), text=text)
    raise _no_date(text)


def _month(year: int, month: int, text: str, whole_months: bool) -> date:
    if not whole_months:
        raise Fault(_("“%(text)s” lacks the day."), text=text)
    return _day(year, month, 1, text)


def _day(year: int, month: int, day: int, text: str) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise Fault(_("There is no day “%(text)s”."), text=text) from error


def _likely(day: date) -> date:
    if not OLDEST_YEAR < day.year < 2100:
        raise Fault(_("The year %(year)d cannot be right."), year=day.year)
    return day


def _no_date(text: str) -> Fault:
    return Fault(_("“%(text)s” is no date. Write it like 2001-03-05."), text=text)


def _fitting(text: str, model: type[Model], field: str) -> str:
    length = model._meta.get_field(field).max_length
    if len(text) > length:
        raise Fault(_("It has more than %(length)d characters."), length=length)
    return text
