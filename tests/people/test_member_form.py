"""The administrator's form for one member, as a browser sends it."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.forms import model_to_dict
from django.urls import reverse

from people.forms import MEMBER_FIELDS
from people.models import Member
from tests.factories import MemberFactory
from tests.untouched_forms import form_on

ADD = "wagtailusers_users:add"
EDIT = "wagtailusers_users:edit"


@pytest.fixture
def member(site):
    return MemberFactory(
        employee_number="3001",
        name="单亚芳",
        pinyin="shan yafang",
        birthday=date(1980, 5, 6),
        joined_hospital_on=date(2003, 7, 1),
        mobile="13800001234",
        email="shan@example.org",
        title="护师",
    )


@pytest.fixture
def administrator(site, client):
    client.force_login(MemberFactory(administrator=True))
    return client


def test_every_field_of_a_member_is_on_the_form(administrator, member):
    assert set(MEMBER_FIELDS) <= set(form_on(administrator, reverse(EDIT, args=[member.pk])))
    assert set(MEMBER_FIELDS) - {"is_active"} <= set(form_on(administrator, reverse(ADD)))


def test_to_save_what_nobody_has_touched_changes_nothing(administrator, member):
    address = reverse(EDIT, args=[member.pk])
    before = model_to_dict(member)
    assert administrator.post(address, form_on(administrator, address)).status_code == 302
    assert model_to_dict(Member.objects.get(pk=member.pk)) == before


def test_one_field_is_changed_and_the_others_stay(administrator, member):
    address = reverse(EDIT, args=[member.pk])
    administrator.post(address, form_on(administrator, address) | {"title": "主管护师", "birthday": "1980-05-07"})
    before = model_to_dict(member)
    after = model_to_dict(Member.objects.get(pk=member.pk))
    assert {name for name in before if before[name] != after[name]} == {"title", "birthday"}


def test_the_letters_of_a_number_are_capitals_however_it_is_typed(administrator):
    MemberFactory(employee_number="A8001")
    address = reverse(ADD)
    sent = form_on(administrator, address) | {"employee_number": "a8001", "name": "仇小英"}
    refused = administrator.post(address, sent)
    assert "employee_number" in refused.context["form"].errors
    administrator.post(address, sent | {"employee_number": "a8002"})
    assert Member.objects.filter(employee_number="A8002").exists()
    # Past every form.
    with pytest.raises(IntegrityError), transaction.atomic():
        Member.objects.filter(employee_number="A8002").update(employee_number="a8002")


def test_a_member_who_is_on_no_roster_is_added_by_hand(administrator):
    address = reverse(ADD)
    sent = form_on(administrator, address) | {"employee_number": "8001", "name": "仇小英", "birthday": "1991-02-03"}
    assert "password1" not in sent
    page = administrator.post(address, sent, follow=True)
    added = Member.objects.get(employee_number="8001")
    assert (added.name, added.birthday) == ("仇小英", date(1991, 2, 3))
    assert not added.has_usable_password()
    assert Member.objects.without_password().filter(pk=added.pk).exists()
    # What comes next offers the slip for the first sign-in.
    assert f"{reverse('sign_in_slips')}?numbers=8001" in page.content.decode()


def test_by_hand_nobody_is_born_tomorrow_and_the_pinyin_comes_by_itself(administrator):
    sent = form_on(administrator, reverse(ADD)) | {"employee_number": "8003", "name": "仇小英", "pinyin": ""}
    refused = administrator.post(reverse(ADD), sent | {"birthday": "2090-01-01"})
    assert refused.context["form"].errors["birthday"] == ["出生日期不能晚于今天。"]
    page = administrator.post(reverse(ADD), sent, follow=True).content.decode()
    assert Member.objects.get(employee_number="8003").pinyin == "qiu xiaoying"
    # What is empty or true is said in Chinese.
    assert ">None<" not in page
    assert "True" not in page.split("<main")[1]
