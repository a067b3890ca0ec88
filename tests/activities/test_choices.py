"""Which rule stands for which choices; the form and its texts rest on it."""

import pytest

from activities.choices import Choices, Pattern, read

SAID = [
    (Choices(Pattern.DAILY), "FREQ=DAILY"),
    (Choices(Pattern.DAILY, every=3), "FREQ=DAILY;INTERVAL=3"),
    (Choices(Pattern.WEEKLY, weekdays=("MO", "WE")), "FREQ=WEEKLY;BYDAY=MO,WE"),
    (Choices(Pattern.WEEKLY, every=2, weekdays=("WE",), times=8), "FREQ=WEEKLY;BYDAY=WE;INTERVAL=2;COUNT=8"),
    (Choices(Pattern.MONTHLY_DATE, month_day=15), "FREQ=MONTHLY;BYMONTHDAY=15"),
    (Choices(Pattern.MONTHLY_DATE, month_day=-1), "FREQ=MONTHLY;BYMONTHDAY=-1"),
    (Choices(Pattern.MONTHLY_WEEKDAY, ordinals=("2", "4"), weekday="TH"), "FREQ=MONTHLY;BYDAY=2TH,4TH"),
    (Choices(Pattern.MONTHLY_WEEKDAY, ordinals=("-1",), weekday="FR"), "FREQ=MONTHLY;BYDAY=-1FR"),
    (
        Choices(Pattern.QUARTERLY, quarter_month=1, ordinals=("1",), weekday="TU"),
        "FREQ=YEARLY;BYMONTH=1,4,7,10;BYDAY=1TU",
    ),
    (Choices(Pattern.YEARLY_SOLAR, month=5, day=12), "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=12"),
    (Choices(Pattern.YEARLY_SOLAR, month=2, day=29), "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1"),
    (Choices(Pattern.SINGLE), ""),
]


@pytest.mark.parametrize(("choices", "rule"), SAID)
def test_choices_and_their_rule(choices, rule):
    assert choices.rule == rule
    assert read(rule) == choices


def test_a_lunar_date_and_a_solar_term_stand_beside_a_yearly_rule():
    assert read("FREQ=YEARLY;COUNT=3", 8, 15) == Choices(Pattern.YEARLY_LUNAR, lunar_month=8, lunar_day=15, times=3)
    assert read("FREQ=YEARLY", term="清明") == Choices(Pattern.YEARLY_TERM, term="清明")


@pytest.mark.parametrize("rule", ["freq=weekly;byday=we", "BYDAY=WE;FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=1;BYDAY=WE"])
def test_a_rule_may_be_written_otherwise(rule):
    assert read(rule) == Choices(Pattern.WEEKLY, weekdays=("WE",))


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=MONTHLY;BYDAY=2TH,-1FR",
        "FREQ=MONTHLY;BYDAY=5FR",
        "FREQ=MONTHLY;BYMONTHDAY=1,15",
        "FREQ=MONTHLY;BYMONTHDAY=-2",
        "FREQ=MONTHLY",
        "FREQ=WEEKLY",
        "FREQ=WEEKLY;BYDAY=WE;UNTIL=20261231T155959Z",
        "FREQ=WEEKLY;BYDAY=WE;WKST=SU",
        "FREQ=WEEKLY;BYDAY=1WE",
        "FREQ=YEARLY",
        "FREQ=YEARLY;BYMONTH=1,6;BYDAY=1TU",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1;BYSETPOS=-1",
        "FREQ=WEEKLY;INTERVAL=x;BYDAY=WE",
        "BYDAY=WE",
        "FREQ=FORTNIGHTLY;BYDAY=WE",
    ],
)
def test_what_no_choices_say_is_not_taken_for_something_else(rule):
    assert read(rule) is None
