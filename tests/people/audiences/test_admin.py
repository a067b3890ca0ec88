"""Audiences as the office keeps them."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from people.models import Audience
from tests.factories import DepartmentFactory, MemberFactory
from tests.list_costs import queries_for

from .asking import for_all


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
