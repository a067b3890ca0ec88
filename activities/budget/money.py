"""Amounts of money: yuan as Decimal, exact to the fen. How they are read from what somebody typed, and written."""

import re
import unicodedata
from decimal import Decimal, InvalidOperation

from django import forms
from django.utils.translation import gettext as _

FEN = Decimal("0.01")
# No club's budget comes near it; a number with a few noughts too many does.
MOST = Decimal("9999999.99")
# Digits and at most two decimals. Neither 1e5 nor +5 nor 0x10 is an amount that somebody means.
PLAIN = re.compile(r"[0-9]{1,12}(\.[0-9]{0,2})?|\.[0-9]{1,2}")
GROUPED = re.compile(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]{0,2})?")
FINER = re.compile(r"[0-9,]*\.[0-9]{3,}")
# The sign before an amount, or the word after it.
UNIT_BEFORE, UNIT_AFTER = re.compile(r"^(¥|RMB|CNY|人民币)", re.IGNORECASE), re.compile(r"元整?$")
DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
GROUPS = ("", "万", "亿")


class AmountRefused(ValueError):
    """The message is for whoever typed it."""


def checked(amount) -> Decimal:
    """Return an amount as it is kept.

    Raises:
        AmountRefused: it is not a number, nothing, negative, finer than a fen or more than MOST.
    """
    try:
        value = Decimal(amount)
    except (InvalidOperation, TypeError, ValueError) as error:
        raise AmountRefused(_("This is no amount. Write it like 1234.50.")) from error
    if not value.is_finite():
        raise AmountRefused(_("This is no amount. Write it like 1234.50."))
    if value <= 0:
        raise AmountRefused(_("An amount is more than nothing."))
    if value > MOST:
        raise AmountRefused(_("That is more than %(most)s. Look at the number again.") % {"most": yuan(MOST)})
    if value != value.quantize(FEN):
        raise AmountRefused(_("Amounts go to the fen: two places after the point."))
    return value.quantize(FEN)


def read_amount(text: str) -> Decimal:
    """Return the amount that somebody typed: 1,234.5, ¥１２．５ or 300元.

    Raises:
        AmountRefused: it is none.
    """
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).replace("。", ".")
    plain = UNIT_AFTER.sub("", UNIT_BEFORE.sub("", plain))
    if plain.startswith(("-", "−", "–")) and PLAIN.fullmatch(plain[1:].replace(",", "")):
        raise AmountRefused(_("An amount is more than nothing."))
    if FINER.fullmatch(plain):
        raise AmountRefused(_("Amounts go to the fen: two places after the point."))
    if not PLAIN.fullmatch(plain) and not GROUPED.fullmatch(plain):
        raise AmountRefused(_("This is no amount. Write it like 1234.50."))
    return checked(plain.replace(",", ""))


def yuan(amount: Decimal) -> str:
    """Return an amount as a page shows it: ¥1,234.50."""
    sign = "−" if amount < 0 else ""
    return f"{sign}¥{abs(amount):,.2f}"


def in_capitals(amount: Decimal) -> str:
    """Return an amount in the characters that cannot be altered, as papers of the treasury write it (人民币大写):
    1234.50 is 壹仟贰佰叁拾肆元伍角整.
    """
    fen = int((abs(amount) * 100).to_integral_value())
    whole, jiao, rest = fen // 100, fen // 10 % 10, fen % 10
    said = f"{_whole_in_capitals(whole)}元" if whole else ""
    if jiao:
        said += f"{DIGITS[jiao]}角"
    elif rest and whole:
        said += "零"
    if rest:
        said += f"{DIGITS[rest]}分"
    else:
        said = f"{said or '零元'}整"
    return f"负{said}" if amount < 0 else said


def _whole_in_capitals(number: int) -> str:
    said, gap = "", False
    for position in range(len(str(number)) - 1, -1, -1):
        digit = number // 10**position % 10
        if digit:
            said += ("零" if gap else "") + DIGITS[digit] + PLACES[position % 4]
            gap = False
        elif said:
            gap = True
        # 万 and 亿 stand once for their four places, unless all of them are nothing.
        if position and position % 4 == 0 and number // 10**position % 10_000:
            said += GROUPS[position // 4]
    return said


class MoneyField(forms.CharField):
    """An amount of yuan however it was typed: 1,234.5, ￥１２．５."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.widget.attrs.update({"inputmode": "decimal", "maxlength": 24, "autocomplete": "off"})

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_amount(text)
        except AmountRefused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def prepare_value(self, value):
        return f"{value:.2f}" if isinstance(value, Decimal) else value
