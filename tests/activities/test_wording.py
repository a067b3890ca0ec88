import pytest
from django.utils import translation

from activities.wording import in_words


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=DAILY", "每天"),
        ("FREQ=WEEKLY;BYDAY=WE", "每周三"),
        ("FREQ=WEEKLY;BYDAY=TU,TH", "每周二、周四"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "周一至周五"),
        ("FREQ=MONTHLY;BYDAY=2TH,4TH", "每月第二个周四、第四个周四"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "每月最后一个周五"),
    ],
)
def test_a_rule_is_worded_as_on_a_notice_board(rule, words):
    with translation.override("zh-hans"):
        assert in_words(rule) == words


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE",
        "FREQ=YEARLY;BYMONTH=1,4,7,10;BYDAY=1TU",
        "FREQ=MONTHLY;BYMONTHDAY=15",
        "FREQ=MONTHLY;BYDAY=5FR",
        "FREQ=WEEKLY",
        "",
    ],
)
def test_a_rule_that_a_few_words_would_make_wrong_has_none(rule):
    assert in_words(rule) == ""
