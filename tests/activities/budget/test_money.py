"""Amounts as people type them, and as papers write them."""

from decimal import Decimal

import pytest

from activities.budget.money import AmountRefused, MoneyField, checked, in_capitals, read_amount, yuan


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("12.5", "12.50"),
        ("１２．５", "12.50"),
        ("１，２３４．５０", "1234.50"),
        ("￥ 1,234.50", "1234.50"),
        ("¥300", "300.00"),
        ("300元", "300.00"),
        ("人民币300元整", "300.00"),
        ("12。5", "12.50"),
        (".5", "0.50"),
        ("7.", "7.00"),
        ("0.01", "0.01"),
        ("9999999.99", "9999999.99"),
    ],
)
def test_an_amount_is_read_however_it_was_typed(typed, amount):
    assert read_amount(typed) == Decimal(amount)
    assert read_amount(typed).as_tuple().exponent == -2


@pytest.mark.parametrize(
    "typed",
    [
        "1e5",
        "1E5",
        "-5",
        "−5",
        "0",
        "0.00",
        "+5",
        "5.001",
        "1,23",
        "1.2.3",
        "NaN",
        "Infinity",
        "0x10",
        "十元",
        "12 500 00 x",
    ]
    + ["10000000", "99999999999999", "五百", "1_000", "½", "=1+1", "."],
)
def test_what_is_no_amount_is_refused_with_a_sentence(typed):
    with pytest.raises(AmountRefused) as refusal:
        read_amount(typed)
    assert str(refusal.value)


@pytest.mark.parametrize("given", ["NaN", "Infinity", "-1", "0", "0.001", "1e8", None, "x", Decimal("sNaN")])
def test_a_verb_takes_no_amount_that_a_form_would_not(given):
    with pytest.raises(AmountRefused):
        checked(given)


def test_the_field_says_what_is_wrong_and_shows_an_amount_plainly():
    field = MoneyField()
    assert field.clean("１２．５") == Decimal("12.50")
    assert field.prepare_value(Decimal("1234.5")) == "1234.50"
    assert field.prepare_value("１２．") == "１２．"
    assert MoneyField(required=False).clean("") is None


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角整"),
        ("10.05", "壹拾元零伍分"),
        ("100.50", "壹佰元伍角整"),
        ("1001", "壹仟零壹元整"),
        ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
        ("10001", "壹万零壹元整"),
        ("107000.53", "壹拾万零柒仟元伍角叁分"),
        ("1050000", "壹佰零伍万元整"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("9999999.99", "玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
        ("100000000", "壹亿元整"),
        ("-12.30", "负壹拾贰元叁角整"),
    ],
)
def test_an_amount_is_written_in_capitals_as_the_treasury_writes_it(amount, said):
    assert in_capitals(Decimal(amount)) == said


def test_an_amount_on_a_page_has_groups_and_two_places():
    assert yuan(Decimal("1234.5")) == "¥1,234.50"
    assert yuan(Decimal("-0.5")) == "−¥0.50"
