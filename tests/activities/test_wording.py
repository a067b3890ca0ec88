from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from activities.models import RecurringActivity, SingleDate
from activities.wording import in_words
from days.yearly import LunarDay, TermDay

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture(autouse=True)
def _in_chinese():
    with translation.override("zh-hans"):
        yield


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=DAILY", "每天"),
        ("FREQ=DAILY;INTERVAL=3", "每3天"),
        ("FREQ=WEEKLY;BYDAY=WE", "每周三"),
        ("FREQ=WEEKLY;BYDAY=TU,TH", "每周二、周四"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "周一至周五"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", "每2周的周三"),
        ("FREQ=WEEKLY;BYDAY=WE;COUNT=8", "每周三，共8次"),
        ("FREQ=MONTHLY;BYMONTHDAY=15", "每月15日"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "每月最后一天"),
        ("FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=15", "每2个月的15日"),
        ("FREQ=MONTHLY;BYDAY=2TH,4TH", "每月第二个周四、第四个周四"),
        ("FREQ=MONTHLY;BYDAY=2TH,-1FR", "每月第二个周四、最后一个周五"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "每月最后一个周五"),
        ("FREQ=YEARLY;BYMONTH=1,4,7,10;BYDAY=1TU", "每季度第一个月的第一个周二"),
        ("FREQ=YEARLY;BYMONTH=3,6,9,12;BYDAY=-1FR", "每季度第三个月的最后一个周五"),
        ("FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=12", "每年5月12日"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1", "每年2月29日（平年2月28日）"),
        ("FREQ=YEARLY;INTERVAL=2;BYMONTH=5;BYMONTHDAY=12", "每2年的5月12日"),
    ],
)
def test_a_rule_is_worded_as_on_a_notice_board(rule, words):
    assert in_words(rule) == words


@pytest.mark.parametrize(
    ("rule", "yearly", "words"),
    [
        ("FREQ=YEARLY", LunarDay(8, 15), "每年农历八月十五"),
        ("FREQ=YEARLY;COUNT=3", LunarDay(1, 15), "每年农历正月十五，共3次"),
        ("FREQ=YEARLY", TermDay("清明"), "每年清明"),
        ("FREQ=YEARLY;INTERVAL=2", TermDay("冬至"), "每2年的冬至"),
    ],
)
def test_a_lunar_date_and_a_solar_term_are_called_by_their_names(rule, yearly, words):
    assert in_words(rule, yearly) == words


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=MONTHLY;BYDAY=5FR",
        "FREQ=MONTHLY;BYDAY=FR",
        "FREQ=MONTHLY;BYDAY=2TH;BYMONTH=3",
        "FREQ=WEEKLY;BYDAY=WE;UNTIL=20261231T155959Z",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=YEARLY",
        "FREQ=WEEKLY",
        "",
    ],
)
def test_a_rule_that_a_few_words_would_make_wrong_has_none(rule):
    assert in_words(rule) == ""


def once(*added: datetime, **said) -> RecurringActivity:
    activity = RecurringActivity(starts_at=datetime(2026, 5, 12, 14, tzinfo=SHANGHAI), duration=timedelta(hours=2))
    activity.single_dates = [SingleDate(date=moment.date(), kind="added", begins=moment.time()) for moment in added]
    return activity


def test_what_is_once_names_its_date():
    assert once().schedule == "2026年5月12日 14:00–16:00"
    assert once().rule_in_words == "一次，或几个固定日期"


def test_a_course_names_its_first_and_its_last_date():
    course = once(datetime(2026, 5, 26, 14, tzinfo=SHANGHAI), datetime(2026, 5, 19, 14, tzinfo=SHANGHAI))
    assert course.schedule == "2026年5月12日至2026年5月26日，共3次 14:00–16:00"


def test_a_single_date_says_what_is_with_it():
    assert str(SingleDate(date=datetime(2026, 5, 19, tzinfo=SHANGHAI).date())) == "2026年5月19日 不举行"
