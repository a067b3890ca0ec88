"""Whom an audience names: parts of the house, narrowed by conditions, in both directions and in words."""

from datetime import date, timedelta
from itertools import product

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.pages import UnionPage
from people.models import Audience, Member
from people.years import whole_years, years_before
from tests.factories import CampusFactory, DepartmentFactory, MemberFactory, NewsPageFactory, UnionGroupFactory
from tests.list_costs import queries_for

TODAY = date(2026, 3, 8)
NOON = "2026-03-08T04:00:00Z"
Status = Member.StaffStatus


@pytest.fixture
def today():
    with time_machine.travel(NOON, tick=False):
        yield TODAY


def for_all(**asked) -> Audience:
    return Audience.objects.create(name=f"范围{Audience.objects.count()}", everyone=True, **asked)


def both_ways(audience: Audience, member: Member) -> bool:
    """Whether the member is in it, after all ways of asking have given the same answer."""
    answers = {
        audience in Audience.objects.including(member),
        member in Member.objects.in_audience(audience),
        audience.why_not(member) is None,
    }
    assert len(answers) == 1, (audience.in_words, audience.why_not(member))
    return answers.pop()


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
        "staff_status": st.sampled_from(Status.values),
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


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"age_from": 40, "age_to": 30}, "起始年龄"),
        ({"age_from": 121}, "120"),
        ({"age_to": 32767}, "120"),
        ({"years_here": 0}, "1至70"),
        ({"years_here": 71}, "1至70"),
        ({"gender": "x"}, None),
        ({"employments": ["boss"]}, None),
        ({"membership_statuses": [""]}, None),
        ({"staff_statuses": ["active", "gone"]}, None),
        ({"staff_statuses": ["deceased"]}, None),
    ],
)
def test_what_no_audience_may_ask_is_refused_by_form_and_database(db, asked, said):
    audience = Audience(name="不行", everyone=True, **asked)
    with pytest.raises(ValidationError) as refused:
        audience.full_clean()
    if said:
        assert said in "".join(refused.value.messages)
    with pytest.raises(IntegrityError), transaction.atomic():
        audience.save()


@pytest.fixture
def admin(administrator, client):
    client.force_login(administrator)
    return client


def test_an_administrator_ticks_what_an_audience_asks(admin):
    address = reverse("audience:add")
    sent = {
        "name": "在编女职工",
        "everyone": "on",
        "gender": "f",
        "age_from": "",
        "age_to": "45",
        "years_here": "2",
        "employments": ["permanent", "quota"],
        "membership_statuses": ["enrolled"],
        "staff_statuses": ["active"],
    }
    assert admin.post(address, sent).status_code == 302
    audience = Audience.objects.get()
    assert (audience.gender, audience.age_from, audience.age_to, audience.years_here) == ("f", None, 45, 2)
    assert audience.employments == ["permanent", "quota"]
    assert (audience.membership_statuses, audience.staff_statuses) == (["enrolled"], ["active"])
    # Opened and saved once more it asks the same, and a tick that is taken off is gone.
    edit = reverse("audience:edit", args=[audience.pk])
    page = admin.get(edit).text
    assert all(f'value="{value}"' in page for value in ("permanent", "quota", "retired"))
    assert admin.post(edit, sent | {"employments": []}).status_code == 302
    audience.refresh_from_db()
    assert (audience.employments, audience.age_to) == ([], 45)


@pytest.mark.parametrize(
    "rubbish",
    [{"age_from": "50"}, {"age_to": "-1"}, {"age_to": "老"}, {"employments": ["boss"]}, {"years_here": "99999"}],
)
def test_rubbish_in_the_form_is_refused_with_a_sentence(admin, rubbish):
    sent = {"name": "青年", "everyone": "on", "age_to": "35"} | rubbish
    response = admin.post(reverse("audience:add"), sent)
    assert response.status_code == 200
    assert "error-message" in response.text
    assert not Audience.objects.exists()


def test_whoever_saves_an_audience_is_told_how_many_belong_to_it(admin):
    MemberFactory(gender="f")
    MemberFactory(gender="f", staff_status="left", is_active=False)
    sent = {"name": "女职工", "everyone": "on", "gender": "f"}
    page = admin.post(reverse("audience:add"), sent, follow=True).text
    assert "目前共1人" in page
    assert "没有任何人" not in page


@pytest.mark.parametrize("asked", [{}, {"gender": "f"}, {"everyone": "on", "staff_statuses": ["honoured"]}])
def test_an_audience_with_nobody_in_it_is_warned_of(admin, asked):
    page = admin.post(reverse("audience:add"), {"name": "空的", **asked}, follow=True).text
    assert "没有任何人" in page
    audience = Audience.objects.get()
    edit = reverse("audience:edit", args=[audience.pk])
    assert "没有任何人" in admin.post(edit, {"name": "仍空", **asked}, follow=True).text


def test_the_list_of_audiences_says_who_belongs_to_each(admin):
    for_all(gender="f")
    assert "全体职工；其中仅限：女职工" in admin.get(reverse("audience:index")).text


def test_the_list_costs_the_same_for_one_audience_and_for_twenty(admin):
    address = reverse("audience:index")
    for_all()
    one = queries_for(admin, address)
    for number in range(19):
        audience = Audience.objects.create(name=f"第{number}", age_from=number)
        audience.departments.add(DepartmentFactory())
    assert len(queries_for(admin, address)) == len(one)


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
