"""Whom an audience lets in: parts of the house, narrowed by conditions; however it is asked."""

from datetime import date, timedelta

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser

from cms.pages import UnionPage
from people.models import Audience, Member
from tests.factories import CampusFactory, DepartmentFactory, MemberFactory, NewsPageFactory

from .asking import TODAY, both_ways, for_all


@pytest.mark.parametrize(
    ("asked", "inside", "outside"),
    [
        ({"gender": "f"}, {"gender": "f"}, [{"gender": "m"}, {"gender": ""}]),
        (
            {"age_from": 18},
            {"birthday": date(2008, 3, 8)},
            [{"birthday": date(2008, 3, 9)}, {"birthday": None}],
        ),
        (
            {"age_to": 35},
            {"birthday": date(1990, 3, 9)},
            [{"birthday": date(1990, 3, 8)}, {"birthday": None}],
        ),
        (
            {"age_from": 35, "age_to": 35},
            {"birthday": date(1990, 3, 9)},
            [{"birthday": date(1990, 3, 8)}, {"birthday": date(1991, 3, 9)}],
        ),
        (
            {"employments": ["permanent", "contract"]},
            {"employment": "contract"},
            [{"employment": "dispatched"}, {"employment": ""}],
        ),
        (
            {"membership_statuses": ["enrolled"]},
            {"membership_status": "enrolled"},
            [{"membership_status": "none"}],
        ),
        ({"staff_statuses": ["retired"]}, {"staff_status": "retired"}, [{"staff_status": "active"}]),
        (
            {"years_here": 3},
            {"joined_hospital_on": date(2023, 3, 8)},
            [{"joined_hospital_on": date(2023, 3, 9)}, {"joined_hospital_on": None}],
        ),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else "",
)
def test_each_condition_lets_in_whom_it_names_and_nobody_else(db, today, asked, inside, outside):
    audience = for_all(**asked)
    assert both_ways(audience, MemberFactory(**inside))
    for fields in outside:
        assert not both_ways(audience, MemberFactory(**fields))


def test_all_conditions_together_narrow_the_parts_of_the_house(db, today):
    campus = CampusFactory()
    audience = Audience.objects.create(name="东院女职工", gender="f", age_to=40)
    audience.campuses.add(campus)
    fits = {"campus": campus, "gender": "f", "birthday": date(1990, 1, 1)}
    assert both_ways(audience, MemberFactory(**fits))
    for wrong in ({"campus": None}, {"gender": "m"}, {"birthday": date(1960, 1, 1)}):
        assert not both_ways(audience, MemberFactory(**fits | wrong))


def test_conditions_cost_no_further_query(db, django_assert_num_queries):
    audience = for_all(
        gender="f",
        age_from=18,
        age_to=60,
        years_here=1,
        employments=["permanent"],
        membership_statuses=["enrolled"],
        staff_statuses=["active"],
    )
    member = MemberFactory(department=DepartmentFactory(), gender="f", birthday=date(1990, 1, 1))
    with django_assert_num_queries(1):
        list(Audience.objects.including(member))
    with django_assert_num_queries(1):
        list(Member.objects.in_audience(audience))


def test_a_visitor_belongs_to_no_audience_whatever_it_asks(db):
    for_all()
    assert not Audience.objects.including(AnonymousUser()).exists()


def test_somebody_comes_of_age_overnight_and_reads_the_next_day(site, client):
    page = NewsPageFactory(visibility=UnionPage.Visibility.AUDIENCE, audience=for_all(age_from=18, age_to=18))
    member = MemberFactory(birthday=date(2008, 3, 9))
    said = []
    for day in (TODAY, TODAY + timedelta(days=1), date(2027, 3, 9)):
        with time_machine.travel(f"{day}T12:00:00+08:00", tick=False):
            client.force_login(member)
            response = client.get(page.url)
            said.append((response.status_code, "no-store" in response.headers.get("Cache-Control", "")))
    assert said == [(404, said[0][1]), (200, True), (404, said[0][1])]
