"""An audience in words: to an approver, and to somebody who is not in it."""

from datetime import date

import pytest

from people.models import Audience
from tests.factories import CampusFactory, MemberFactory

from .asking import both_ways, for_all


def test_an_approver_reads_the_parts_and_every_condition(db):
    audience = for_all(
        gender="f",
        age_from=18,
        age_to=35,
        employments=["contract", "permanent"],
        staff_statuses=["retired", "active"],
        years_here=3,
    )
    assert audience.in_words == (
        "全体职工；其中仅限：女职工；18至35周岁；用工性质：在编、合同制；人员状态：在职、退休；来院满3年"
    )
    assert audience.name_on_record == f"{audience.name}：{audience.in_words}"


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"age_from": 60}, "60周岁及以上"),
        ({"age_to": 35}, "35周岁及以下"),
        ({"age_from": 18, "age_to": 18}, "18周岁"),
        ({"age_from": 0}, "0周岁及以上"),
        ({"gender": "m"}, "男职工"),
        ({"membership_statuses": ["enrolled"]}, "会籍状态：在籍"),
    ],
)
def test_one_condition_in_words(db, asked, words):
    assert for_all(**asked).in_words == f"全体职工；其中仅限：{words}"


def test_an_audience_without_parts_is_for_nobody_whatever_it_asks(db):
    audience = Audience.objects.create(name="只有条件", gender="f")
    assert audience.in_words == "无人"
    member = MemberFactory(gender="f")
    assert not both_ways(audience, member)
    assert audience.why_not(member) == "暂未对任何人开放。"


@pytest.mark.parametrize(
    ("asked", "has", "sentence"),
    [
        ({"gender": "f"}, {"gender": "m"}, "仅限女职工。"),
        ({"gender": "m"}, {"gender": "f"}, "仅限男职工。"),
        ({"gender": "f"}, {"gender": ""}, "仅限女职工。您的性别没有登记，请联系工会办公室。"),
        ({"age_from": 18, "age_to": 35}, {"birthday": date(1980, 1, 1)}, "仅限18至35周岁的职工。"),
        ({"age_to": 35}, {"birthday": None}, "仅限35周岁及以下的职工。您的出生日期没有登记，请联系工会办公室。"),
        ({"employments": ["permanent"]}, {"employment": "resident"}, "仅限以下人员（用工性质：在编）。"),
        ({"staff_statuses": ["retired"]}, {"staff_status": "active"}, "仅限以下人员（人员状态：退休）。"),
        ({"years_here": 3}, {"joined_hospital_on": date(2026, 1, 1)}, "仅限来院满3年的职工。"),
        (
            {"years_here": 3},
            {"joined_hospital_on": None},
            "仅限来院满3年的职工。您的来院时间没有登记，请联系工会办公室。",
        ),
    ],
)
def test_a_member_reads_plainly_why_not(db, today, asked, has, sentence):
    assert for_all(**asked).why_not(MemberFactory(**has)) == sentence


def test_a_member_of_another_part_of_the_house_reads_for_whom_it_is(db):
    audience = Audience.objects.create(name="东院")
    audience.campuses.add(CampusFactory(name="东院区"))
    assert audience.why_not(MemberFactory()) == "仅限东院区。"
