"""Which digits are somebody's number, and which only look like it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from approval.checks.folding import Folded
from approval.checks.numbers import CHECK_CHARACTERS, ISSUERS, WEIGHTS, is_bank_card, is_resident_id, numbers_in


def found_in(words: str) -> list[tuple[str, str]]:
    """Return (kind, the original words) of each number in `words`."""
    folded = Folded(words)
    return [(number.kind, words[slice(*folded.span(number.start, number.end))]) for number in numbers_in(folded.plain)]


def resident_id(region: str, born: date, order: int) -> str:
    body = f"{region}{born:%Y%m%d}{order:03}"
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, body, strict=True))
    return body + CHECK_CHARACTERS[total % 11].upper()


def bank_card(body: str) -> str:
    """Return `body` with the Luhn digit that belongs to it."""
    return next(body + digit for digit in "0123456789" if _passes_luhn(body + digit))


def _passes_luhn(number: str) -> bool:
    doubled = [int(digit) * (1 + position % 2) for position, digit in enumerate(reversed(number))]
    return sum(value if value < 10 else value - 9 for value in doubled) % 10 == 0


resident_ids = st.builds(
    resident_id,
    st.sampled_from(["110105", "310104", "330106", "440305", "510107", "620102", "650104"]),
    st.dates(date(1900, 1, 1), date(2025, 12, 31)),
    st.integers(0, 999),
)
bank_cards = st.sampled_from([("621700", 16), ("622202", 19), ("955880", 19), ("411111", 16), ("520000", 16)]).flatmap(
    lambda kind: st.text("0123456789", min_size=kind[1] - 7, max_size=kind[1] - 7).map(
        lambda rest: bank_card(kind[0] + rest)
    )
)


@given(resident_ids)
def test_every_valid_resident_id_is_found_in_a_sentence(number):
    assert found_in(f"身份证号：{number}，请核对。") == [("resident_id", number)]


@given(resident_ids, st.integers(0, 16), st.integers(1, 9))
def test_a_resident_id_with_one_wrong_digit_is_none(number, place, shift):
    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    assert not is_resident_id(wrong.lower())


@given(resident_ids)
def test_a_resident_id_within_a_longer_number_is_none(number):
    assert not any(kind == "resident_id" for kind, _words in found_in(f"9{number}"))
    assert not any(kind == "resident_id" for kind, _words in found_in(f"{number[:17]}00"))


def test_the_example_of_the_standard_is_a_resident_id():
    assert is_resident_id("11010519491231002x")


@pytest.mark.parametrize("born", ["19490231", "19491301", "00000101", "18000101"])
def test_a_date_that_never_was_makes_no_resident_id(born):
    body = f"110105{born}002"
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, body, strict=True))
    assert not is_resident_id(body + CHECK_CHARACTERS[total % 11])


@pytest.mark.parametrize(
    "written",
    [
        "11010519491231002X",
        "11010519491231002x",
        "１１０１０５１９４９１２３１００２Ｘ",
        "110105 19491231 002X",
        "110105-19491231-002X",
        "110105194912\u200b31002X",
    ],
)
def test_a_resident_id_is_found_however_it_is_written(written):
    assert found_in(f"证件号{written}。") == [("resident_id", written)]


@given(bank_cards)
def test_every_valid_bank_card_is_found(number):
    assert is_bank_card(number)
    kinds = [kind for kind, _words in found_in(f"汇入卡号{number}即可")]
    assert kinds == ["bank_card"]


@given(bank_cards)
def test_a_bank_card_is_found_in_printed_groups(number):
    printed = " ".join(number[place : place + 4] for place in range(0, len(number), 4))
    assert found_in(f"卡号 {printed}。") == [("bank_card", printed)]


@given(bank_cards, st.integers(1, 9))
def test_a_bank_card_with_a_wrong_last_digit_is_none(number, shift):
    assert not is_bank_card(number[:-1] + str((int(number[-1]) + shift) % 10))


@given(st.text("0123456789", min_size=15, max_size=19))
def test_digits_that_no_issuer_begins_with_are_no_bank_card(number):
    if not any(prefix.match(number) and len(number) in lengths for prefix, lengths in ISSUERS):
        assert not is_bank_card(number)


@pytest.mark.parametrize(
    "written",
    [
        "13812345678",
        "138 1234 5678",
        "138-1234-5678",
        "1381 234 5678",
        "+86 13812345678",
        "+8613812345678",
        "8613812345678",
        "0086-138-1234-5678",
        "１３８１２３４５６７８",
        "19912345678",
    ],
)
def test_a_mobile_number_is_found_however_it_is_written(written):
    assert found_in(f"联系人{written}（微信同号）") == [("mobile_number", written)]


def test_two_mobile_numbers_side_by_side_are_both_found():
    assert [kind for kind, _words in found_in("13812345678 13912345678、①13712345678")] == ["mobile_number"] * 3


@pytest.mark.parametrize(
    "written",
    [
        "病历号：0012345",
        "住院号 ZY202603",
        "门诊号123456",
        "病案号为88123",
        "床号：12",
        "12床",
        "12号床",
        "加3床",
        "12-3床",
        "十二床",
        "住院号（20260012",
    ],
)
def test_medical_record_and_bed_numbers_are_found(written):
    assert found_in(f"家属在{written}旁合影") == [("medical_number", written)]


@pytest.mark.parametrize(
    "words",
    [
        "示医工〔2026〕12号",
        "沪卫工〔2026〕138号文件，2026年3月15日印发",
        "工会办公室电话：021-66001234 转 1380",
        "0571-88001234",
        "400-820-8820",
        "ISBN 978-7-5321-1380-1",
        "ISBN 9787532113804",
        "9787138123456",
        "2026-03-15 13:00-18:00",
        "20260315130000",
        "13:00 14:00 15:00 16:00",
        "面积3.1415926535897932384平方米",
        "预算13,812,345,678元",
        "统一社会信用代码 12100000425006123X",
        "订单号1381234567890",
        "工号30001",
        "编制床位1200张，开放床位980张",
        "医院有500张床",
        "共800床位",
        "送去20床棉被、3床被褥",
        "发放2床毛毯",
        "一床难求",
        "门诊号源每日500个",
        "住院号见腕带",
        "京ICP备13812345号",
        "第十二届职工代表大会",
        "参赛122人，决赛12人",
    ],
)
def test_numbers_that_belong_to_nobody_are_left_alone(words):
    assert found_in(words) == []


def test_the_same_digits_are_named_once():
    """A resident ID from Gansu begins like a UnionPay card, and may pass the Luhn check too."""
    number = next(
        candidate
        for order in range(1000)
        if (candidate := resident_id("620102", date(1980, 5, 17), order)).isdigit() and is_bank_card(candidate)
    )
    assert found_in(number) == [("resident_id", number)]


@given(st.text(max_size=200))
def test_no_text_stops_the_search_and_places_lie_within_it(words):
    folded = Folded(words)
    for number in numbers_in(folded.plain):
        start, end = folded.span(number.start, number.end)
        assert 0 <= start < end <= len(words)
