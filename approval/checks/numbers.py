"""Numbers that say who somebody is, found in folded text (`Folded.plain`): half-width digits, lower case.

Nothing here matches within a longer number. Where two kinds would claim the same digits, the first of `KINDS` has them.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

# GB 11643-1999: the weights of the first seventeen digits, and the check character for each remainder by 11.
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS = "10x98765432"
FIRST_YEAR = 1880
# The first two digits of GB/T 2260: provinces, and residents of Hong Kong, Macao and Taiwan (81, 82, 83).
PROVINCES = {*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66)}
PROVINCES |= {71, 81, 82, 83}

NOT_IN_A_NUMBER = r"(?<![0-9])(?<![0-9][.,])"
RESIDENT_ID = re.compile(NOT_IN_A_NUMBER + r"([0-9]{6})[ -]?([0-9]{8})[ -]?([0-9]{3}[0-9x])(?![0-9])(?!(?<=x)[a-z])")

# Length of the card number by its first digits: UnionPay, older cards of Chinese banks, and the networks from abroad.
ISSUERS = [
    (re.compile(r"62"), range(16, 20)),
    (re.compile(r"955[89]|103"), range(19, 20)),
    (re.compile(r"60"), range(16, 20)),
    (re.compile(r"4"), range(16, 17)),
    (re.compile(r"5[1-5]|2(?:2[2-9]|[3-6]|7[01]|720)"), range(16, 17)),
    (re.compile(r"35(?:2[89]|[3-8])"), range(16, 17)),
    (re.compile(r"3[47]"), range(15, 16)),
]
# In one piece, or in groups as it is printed on the card.
BANK_CARD = re.compile(
    NOT_IN_A_NUMBER
    + r"(?:[0-9]{15,19}|[0-9]{4}([ -])[0-9]{4}\1[0-9]{4}\1[0-9]{4}(?:\1[0-9]{1,3})?"
    + r"|3[47][0-9]{2}([ -])[0-9]{6}\2[0-9]{5}|[0-9]{6}([ -])[0-9]{10,13})(?![0-9])"
)

# In one piece with no digit beside it, or in the groups in which such numbers are spoken.
MOBILE = re.compile(
    r"(?<![0-9a-z.])(?<![0-9],)(?:(?:\+|00)?86[ -]?)?1[3-9][0-9]{9}(?![0-9])"
    r"|(?<![0-9a-z])(?<![0-9][ ,.-])(?:(?:\+|00)?86[ -]?)?1[3-9][0-9]"
    r"(?:[ -][0-9]{4}[ -][0-9]{4}|[0-9][ -][0-9]{3}[ -][0-9]{4}|[ -][0-9]{3}[ -][0-9]{5}"
    r"|[ -][0-9]{8}|[0-9]{4}[ -][0-9]{4})"
    r"(?![0-9]|[ -][0-9])"
)

MEDICAL_NAMES = "病历号|病案号|病例号|住院号|住院病历号|门诊号|门诊病历号|就诊号|就诊卡号|医保卡号|影像号|床号|床位号"
NUMBERED_RECORD = re.compile(rf"(?:{MEDICAL_NAMES})(?:码)?[\s:#.\-_为是=()]{{0,4}}(?:no\.?\s?)?\+?[a-z]{{0,3}}-?[0-9]+")
# 床 also counts bedding, and a hospital's size is told in beds (床位).
BEDDING = "位(?!于)|单(?!独|间)|垫|褥|棉|被子|被褥|被套|被单|被罩|薄被|毯|毛毯|毛巾|凉席|席|蚊帐|四件套|三件套|铺盖|枕"
BED = re.compile(
    rf"{NOT_IN_A_NUMBER}(?:加|\+)?[a-z]?[0-9]{{1,3}}(?:-[0-9]{{1,2}})?\s?号?(?:病床|床)(?!{BEDDING})"
    rf"|(?<![一二三四五六七八九十百])[一二三四五六七八九十]{{1,3}}号(?:病床|床)(?!{BEDDING})"
    rf"|(?<![一二三四五六七八九十百])(?:十[一二三四五六七八九]|[二三四五六七八九]十[一二三四五六七八九]?)床(?!{BEDDING})"
)


def is_resident_id(number: str) -> bool:
    """True for 18 characters with a province, a real date of birth and the right check character."""
    if int(number[:2]) not in PROVINCES:
        return False
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    if born.year < FIRST_YEAR:
        return False
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, number, strict=False))
    return number[17] == CHECK_CHARACTERS[total % 11]


def is_bank_card(number: str) -> bool:
    """True for digits that pass the Luhn check and begin and count as some issuer's cards do."""
    if not any(prefix.match(number) and len(number) in lengths for prefix, lengths in ISSUERS):
        return False
    total = 0
    for position, digit in enumerate(map(int, reversed(number))):
        total += digit if position % 2 == 0 else sum(divmod(digit * 2, 10))
    return total % 10 == 0


@dataclass(frozen=True)
class NumberFound:
    kind: str
    start: int
    end: int


def _matches(pattern: re.Pattern, is_one: Callable[[str], bool], text: str) -> Iterator[tuple[int, int]]:
    for match in pattern.finditer(text):
        if is_one(re.sub("[ -]", "", match[0])):
            yield match.span()


def _anything(number: str) -> bool:
    return True


KINDS = {
    "resident_id": [partial(_matches, RESIDENT_ID, is_resident_id)],
    "bank_card": [partial(_matches, BANK_CARD, is_bank_card)],
    "medical_number": [partial(_matches, NUMBERED_RECORD, _anything), partial(_matches, BED, _anything)],
    "mobile_number": [partial(_matches, MOBILE, _anything)],
}


def numbers_in(text: str) -> list[NumberFound]:
    """Return the numbers in folded `text`, in its order, no two of which share a digit."""
    found: list[NumberFound] = []
    for kind, finders in KINDS.items():
        for finder in finders:
            for start, end in finder(text):
                if not any(start < other.end and other.start < end for other in found):
                    found.append(NumberFound(kind, start, end))
    return sorted(found, key=lambda number: number.start)
