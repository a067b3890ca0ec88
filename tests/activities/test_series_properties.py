"""What holds of the dates of any series, whatever is chosen."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from activities.choices import LAST, ORDINALS, Choices, Pattern, read, yearly_of
from activities.recurrence import CODES, check_rule, moments_of
from activities.series import OCCURRENCES_LIMIT, OnHolidays, OnMakeUpDays, Series
from days.working_days import DayBook
from days.yearly import TERMS

pytestmark = pytest.mark.django_db

YEAR_BEGINS, YEAR_ENDS = (datetime(year, 1, 1, tzinfo=ZoneInfo("Asia/Shanghai")) for year in (2026, 2027))
FIRST, LAST_DAY = date(2024, 6, 1), date(2027, 6, 30)
DAYS = st.dates(FIRST, LAST_DAY)
HOURS = st.sampled_from([time(0), time(7, 30), time(17, 30), time(23, 59)])
MOMENTS = st.builds(datetime.combine, DAYS, HOURS)
EVERY = {"every": st.integers(1, 4), "times": st.none() | st.integers(1, 40)}
ORDINAL_VALUES = [value for value, _name in ORDINALS]


def in_order(values: list[str]):
    """A few of `values`, in their order."""
    return st.sets(st.sampled_from(values), min_size=1).map(lambda some: tuple(sorted(some, key=values.index)))


CHOICES = st.one_of(
    st.builds(Choices, st.just(Pattern.DAILY), **EVERY),
    st.builds(Choices, st.just(Pattern.WEEKLY), weekdays=in_order(CODES), **EVERY),
    st.builds(Choices, st.just(Pattern.MONTHLY_DATE), month_day=st.sampled_from([LAST, *range(1, 32)]), **EVERY),
    st.builds(
        Choices,
        st.just(Pattern.MONTHLY_WEEKDAY),
        ordinals=in_order(ORDINAL_VALUES),
        weekday=st.sampled_from(CODES),
        **EVERY,
    ),
    st.builds(
        Choices,
        st.just(Pattern.QUARTERLY),
        quarter_month=st.integers(1, 3),
        ordinals=in_order(ORDINAL_VALUES),
        weekday=st.sampled_from(CODES),
        times=EVERY["times"],
    ),
    st.builds(Choices, st.just(Pattern.YEARLY_SOLAR), month=st.integers(1, 12), day=st.integers(1, 31), **EVERY).filter(
        lambda choices: choices.has_possible_day
    ),
    st.builds(
        Choices,
        st.just(Pattern.YEARLY_LUNAR),
        lunar_month=st.integers(1, 12),
        lunar_day=st.integers(1, 30),
        **EVERY,
    ),
    st.builds(Choices, st.just(Pattern.YEARLY_TERM), term=st.sampled_from(TERMS), **EVERY),
    st.just(Choices(Pattern.SINGLE)),
)


@st.composite
def any_series(draw, **fixed):
    choices = draw(CHOICES)
    said = {
        "on_holidays": draw(st.sampled_from(OnHolidays.values)),
        "on_make_up_days": draw(st.sampled_from(OnMakeUpDays.values)),
        **fixed,
    }
    return Series(
        first=draw(MOMENTS),
        duration=timedelta(hours=1),
        rule=choices.rule,
        yearly=yearly_of(choices.lunar_month, choices.lunar_day, choices.term),
        ends_on=draw(st.none() | DAYS),
        without=draw(st.frozensets(DAYS, max_size=4)),
        added=draw(st.frozensets(MOMENTS, max_size=4)),
        **said,
    )


@pytest.fixture(scope="module")
def book():
    """The holidays of these years, looked up once."""
    return DayBook()


def with_examples(count: int):
    return settings(
        max_examples=count, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
    )


def on_the_clock(moment: datetime) -> datetime:
    return timezone.make_aware(moment)


@given(any_series(), MOMENTS, st.integers(0, 500))
@with_examples(150)
def test_dates_are_in_order_within_the_period_and_each_stands_once(book, series, begin, length):
    begin = on_the_clock(begin)
    end = begin + timedelta(days=length)
    slots = series.slots(begin, end, book)
    starts = [slot.starts_at for slot in slots]
    assert starts == sorted(set(starts))
    assert len({slot.key for slot in slots}) == len(slots)
    assert all(begin <= start < end for start in starts)
    assert len(slots) <= OCCURRENCES_LIMIT
    assert all(slot.ends_at - slot.starts_at == series.duration for slot in slots)


@given(any_series(), MOMENTS, st.integers(0, 120), st.integers(0, 120))
@with_examples(150)
def test_two_periods_have_together_what_one_has_that_is_as_long_as_both(book, series, begin, one, two):
    begin = on_the_clock(begin)
    middle = begin + timedelta(days=one, hours=one % 24)
    end = middle + timedelta(days=two)
    assert series.slots(begin, middle, book) + series.slots(middle, end, book) == series.slots(begin, end, book)


@given(any_series(on_holidays=OnHolidays.SKIP), MOMENTS)
@with_examples(100)
def test_nothing_is_on_a_holiday_that_is_skipped_unless_it_is_named(book, series, begin):
    assume(series.rule)
    begin = on_the_clock(begin)
    slots = series.slots(begin, begin + timedelta(days=366), book)
    named = {moment.date() for moment in series.added}
    days = {day.date: day for day in book.between(FIRST, LAST_DAY + timedelta(days=400))}
    assert not [slot for slot in slots if days[slot.starts_at.date()].is_holiday and slot.starts_at.date() not in named]


@given(any_series(on_holidays=OnHolidays.NEXT, on_make_up_days=OnMakeUpDays.NEVER), MOMENTS)
@with_examples(100)
def test_what_moves_stands_on_a_working_day_for_a_moment_that_was_planned(book, series, begin):
    begin = on_the_clock(begin)
    slots = series.slots(begin, begin + timedelta(days=366), book)
    for slot in slots:
        if slot.is_moved:
            day = book.between(slot.starts_at.date(), slot.starts_at.date())[0]
            assert day.is_working
            assert not day.is_make_up
            assert slot.key < slot.starts_at
            assert slot.key.time() == slot.starts_at.time()


@given(any_series(on_holidays=OnHolidays.KEEP))
@with_examples(50)
def test_the_key_of_a_date_stays_when_the_policy_changes(book, series):
    assume(series.rule)
    begin, end = YEAR_BEGINS, YEAR_ENDS
    moving = Series(**{**vars(series), "on_holidays": OnHolidays.NEXT})
    keys = {slot.key for slot in series.slots(begin, end, book)}
    assert {slot.key for slot in moving.slots(begin, end, book)} <= keys | {
        slot.key for slot in series.slots(begin - timedelta(days=40), begin, book)
    }


@given(CHOICES)
@with_examples(300)
def test_the_choices_are_read_from_the_rule_that_they_write(choices):
    assert read(choices.rule, choices.lunar_month, choices.lunar_day, choices.term) == choices


@given(CHOICES, MOMENTS)
@with_examples(100)
def test_what_is_chosen_is_a_rule_that_the_calendar_can_show(choices, first):
    assume(choices.rule)
    # Every twelfth month on the thirty-first, from February on, never comes; that is refused elsewhere.
    assume(choices.pattern != Pattern.MONTHLY_DATE or choices.every == 1)
    check_rule(choices.rule, first)


@given(
    st.builds(Choices, st.sampled_from([Pattern.DAILY]), every=st.integers(1, 9))
    | st.builds(Choices, st.just(Pattern.WEEKLY), weekdays=in_order(CODES), every=st.integers(1, 9)),
    MOMENTS,
    st.integers(0, 3000),
)
@with_examples(100)
def test_reckoning_from_shortly_before_gives_what_reckoning_from_the_first_gives(choices, first, days):
    zone = timezone.get_default_timezone()
    begin = first + timedelta(days=days)
    end = begin + timedelta(days=40)
    all_of_it = [moment for moment in moments_of(choices.rule, first, first, end, zone) if moment >= begin]
    assert list(moments_of(choices.rule, first, begin, end, zone)) == all_of_it
