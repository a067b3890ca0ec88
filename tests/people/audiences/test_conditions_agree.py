"""Every way of asking an audience gives the same answer, whatever it asks and whoever is asked about."""

from datetime import date
from itertools import product

import time_machine
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from people.models import Audience, Member
from people.years import whole_years, years_before
from tests.factories import CampusFactory, DepartmentFactory, MemberFactory, UnionGroupFactory

from .asking import both_ways, for_all

AGES = st.one_of(st.none(), st.integers(0, 120))
SPAN = st.dates(date(1940, 1, 1), date(2027, 12, 31))
# Around 29 February and the day itself it goes wrong if it does.
DAYS = st.one_of(
    SPAN,
    st.builds(
        lambda year, day: date(year, *day),
        st.sampled_from([1988, 2000, 2004, 2020, 2024]),
        st.sampled_from([(2, 28), (2, 29), (3, 1)]),
    ),
)


HERE = [*Member.PRESENT_STATUSES, *Member.RETIRED_STATUSES]


def some_of(values):
    return st.lists(st.sampled_from(values), unique=True, max_size=3)


@st.composite
def audiences(draw) -> dict:
    ages = [draw(AGES), draw(AGES)]
    if None not in ages:
        ages.sort()
    return {
        "everyone": draw(st.booleans()),
        "gender": draw(st.sampled_from(["", "f", "m"])),
        "age_from": ages[0],
        "age_to": ages[1],
        "years_here": draw(st.one_of(st.none(), st.integers(1, 40))),
        "employments": draw(some_of(Member.Employment.values)),
        "membership_statuses": draw(some_of(Member.MembershipStatus.values)),
        "staff_statuses": draw(some_of(HERE)),
    }


MEMBERS = st.fixed_dictionaries(
    {
        "gender": st.sampled_from(["", "f", "m"]),
        "birthday": st.one_of(st.none(), DAYS),
        "joined_hospital_on": st.one_of(st.none(), DAYS),
        "employment": st.sampled_from(["", *Member.Employment.values]),
        "membership_status": st.sampled_from(Member.MembershipStatus.values),
        "staff_status": st.sampled_from(Member.StaffStatus.values),
    }
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=audiences(), has=MEMBERS, part=st.sampled_from(["department", "campus", "union_group", ""]), on=DAYS)
def test_every_way_of_asking_gives_the_same_answer(db, asked, has, part, on):
    with time_machine.travel(f"{on}T12:00:00+08:00", tick=False), transaction.atomic():
        parts = {"department": DepartmentFactory(), "campus": CampusFactory(), "union_group": UnionGroupFactory()}
        audience = Audience.objects.create(name="所问", **asked)
        if part:
            getattr(audience, {"campus": "campuses"}.get(part, f"{part}s")).add(parts[part])
        is_active = has["staff_status"] not in Member.GONE_STATUSES
        members = [
            MemberFactory(**has, **{part: parts[part]} if part else {}, is_active=is_active),
            MemberFactory(**has, is_active=is_active),
        ]
        found = [both_ways(audience, member) for member in members]
        # Who is of no part is in only where all staff are, and never alone.
        assert found[0] or not found[1]
        assert not found[1] or asked["everyone"]
        transaction.set_rollback(True)


def test_gender_age_and_seniority_agree_for_every_mixture(db, today):
    """The whole small product, in case the examples above are unlucky."""
    genders, days = ["", "f", "m"], [None, date(2008, 3, 8), date(2008, 3, 9)]
    members = [
        MemberFactory(gender=gender, birthday=born, joined_hospital_on=joined)
        for gender, born, joined in product(genders, days, days)
    ]
    right = 0
    for gender, age_from, age_to, years in product(genders, [None, 18], [None, 17, 18], [None, 17, 18]):
        if age_from and age_to and age_from > age_to:
            continue
        audience = for_all(gender=gender, age_from=age_from, age_to=age_to, years_here=years)
        found = set(Member.objects.in_audience(audience))
        right += len(found)
        assert found == {member for member in members if audience.why_not(member) is None}
        assert found == {member for member in members if audience.includes(member)}
    assert right


@given(since=SPAN, on=SPAN, years=st.integers(0, 90))
def test_an_age_is_reached_on_the_day_that_lies_so_many_years_back(since, on, years):
    assert (whole_years(since, on) >= years) == (since <= years_before(on, years))


def test_whoever_was_born_on_29_february_is_a_year_older_on_1_march():
    assert whole_years(date(2008, 2, 29), date(2026, 2, 28)) == 17
    assert whole_years(date(2008, 2, 29), date(2026, 3, 1)) == 18
    assert whole_years(date(2008, 2, 29), date(2028, 2, 29)) == 20
