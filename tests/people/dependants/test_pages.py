"""The pages on which a member keeps the own dependants; those of others are not there."""

import json
import zipfile
from datetime import date, timedelta
from io import BytesIO
from itertools import product

import pytest
from django.urls import reverse
from django.utils import timezone

from people.dependants.keeping import AT_MOST
from people.models import Dependant
from tests.factories import MemberFactory
from tests.list_costs import queries_for

MINE = "/me/family/"
ADD = "/me/family/add/"
CHILD = {"name": "张　小满", "relation": "child", "gender": "f", "birthday": "2019-05-21"}
RUBBISH = ["-1", "99999999999999999999", "2026-13-45", "\0", "长" * 400, "x"]

pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture
def member(db):
    return MemberFactory(name="周敏")


@pytest.fixture
def own(member, client):
    client.force_login(member)
    return client


def child_of(member, **fields) -> Dependant:
    known = {"name": "张小满", "relation": "child", "gender": "f", "birthday": date(2019, 5, 21)}
    return Dependant.objects.create(member=member, **known | fields)


def test_a_child_is_entered_changed_and_taken_off(own, member):
    assert "张小满" in own.post(ADD, CHILD, follow=True).text
    child = member.dependants.get()
    assert (child.name, child.birthday) == ("张小满", date(2019, 5, 21))
    change = reverse("change_dependant", args=[child.pk])
    assert 'value="2019-05-21"' in own.get(change).text
    assert own.post(change, CHILD | {"name": "张大满"}).status_code == 302
    remove = reverse("remove_dependant", args=[child.pk])
    assert "张大满" in own.get(remove).text
    assert member.dependants.get().name == "张大满"
    assert "张大满已从名单中移出" in own.post(remove, follow=True).text
    assert not Dependant.objects.exists()
    assert own.get(remove).status_code == 404


def test_a_double_tap_enters_the_child_once(own, member):
    assert own.post(ADD, CHILD).status_code == 302
    again = own.post(ADD, CHILD)
    assert (again.status_code, member.dependants.count()) == (422, 1)
    assert "名单里已有此人" in again.text


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"birthday": "2030-01-01"}, "出生日期"),
        ({"birthday": "1990-01-01"}, "成年子女"),
        ({"birthday": "1890-01-01", "relation": "parent"}, "过早"),
        ({"birthday": "2019-02-29"}, "field__errors"),
        ({"birthday": ""}, "field__errors"),
        ({"name": "　"}, "field__errors"),
        ({"name": "<b>" + "长" * 40}, "&lt;b&gt;"),
        ({"relation": "boss"}, "field__errors"),
        ({"gender": ""}, "field__errors"),
    ],
)
def test_what_cannot_be_is_answered_with_a_sentence_and_kept_in_the_form(own, wrong, sentence):
    response = own.post(ADD, CHILD | wrong)
    assert response.status_code == 422
    assert sentence in response.text
    assert not Dependant.objects.exists()
    kept = (CHILD | wrong)["birthday"]
    assert not kept or f'value="{kept}"' in response.text


# A name may be odd, but not endless.
@pytest.mark.parametrize(
    ("field", "rubbish"),
    [("name", "\0"), ("name", "长" * 400), *product(["relation", "gender", "birthday"], RUBBISH)],
)
def test_rubbish_breaks_nothing(own, field, rubbish):
    assert own.post(ADD, CHILD | {field: rubbish}).status_code in (400, 422)
    assert not Dependant.objects.exists()


def test_somebody_elses_dependants_are_nowhere(own, member):
    child = child_of(MemberFactory(), name="别家孩子")
    for name in ("change_dependant", "remove_dependant"):
        address = reverse(name, args=[child.pk])
        for response in (own.get(address), own.post(address, CHILD)):
            assert response.status_code == 404
    for address in (MINE, ADD, "/me/", "/me/data/"):
        assert "别家孩子" not in own.get(address).text
    child.refresh_from_db()
    assert child.name == "别家孩子"


@pytest.mark.parametrize("role", ["officer", "chair", "deputy", "librarian", "administrator"])
def test_no_role_sees_them_either(client, member, role):
    child = child_of(member, name="保密孩子")
    client.force_login(MemberFactory(**{role: True}))
    assert client.get(reverse("change_dependant", args=[child.pk])).status_code == 404
    assert "保密孩子" not in client.get(reverse("wagtailusers_users:inspect", args=[member.pk]), follow=True).text


def test_the_form_takes_no_other_owner(own, member):
    other = MemberFactory()
    own.post(ADD, CHILD | {"member": other.pk, "member_id": other.pk, "ended_at": "2026-01-01"})
    assert (member.dependants.live().count(), other.dependants.count()) == (1, 0)
    change = reverse("change_dependant", args=[member.dependants.get().pk])
    own.post(change, CHILD | {"member": other.pk})
    assert (member.dependants.count(), other.dependants.count()) == (1, 0)


def test_a_visitor_is_asked_who_it_is(client, member):
    child = child_of(member)
    pages = [MINE, ADD, *(reverse(name, args=[child.pk]) for name in ("change_dependant", "remove_dependant"))]
    for address in pages:
        for response in (client.get(address), client.post(address, CHILD)):
            assert response.status_code == 302
            assert response["Location"].startswith("/accounts/login/")
    assert Dependant.objects.count() == 1


def test_no_page_of_them_is_kept_anywhere(own, member):
    child = child_of(member)
    for address in (MINE, ADD, *(reverse(name, args=[child.pk]) for name in ("change_dependant", "remove_dependant"))):
        assert "no-store" in own.get(address)["Cache-Control"]


def test_looking_writes_nothing(own, member):
    child = child_of(member)
    for address in (MINE, ADD, *(reverse(name, args=[child.pk]) for name in ("change_dependant", "remove_dependant"))):
        own.get(address)
    assert member.dependants.values().get() == Dependant.objects.values().get(pk=child.pk, ended_at=None)


def test_a_full_list_says_so(own, member):
    for number in range(AT_MOST):
        child_of(member, name=f"孩子{number}")
    page = own.get(MINE).text
    assert f"最多{AT_MOST}人" in page
    assert ADD not in page
    assert "名单人数已满" in own.post(ADD, CHILD).text
    assert member.dependants.count() == AT_MOST


def test_who_was_taken_off_but_is_on_record_is_on_no_page_and_in_my_data(own, member):
    child = child_of(member, ended_at=timezone.now())
    for address in (MINE, "/me/"):
        assert "张小满" not in own.get(address).text
    assert own.get(reverse("change_dependant", args=[child.pk])).status_code == 404
    assert "张小满" in own.get("/me/data/").text


def test_my_page_and_my_data_have_them(own, member):
    child_of(member)
    assert "张小满" in own.get("/me/").text
    assert MINE in own.get("/me/").text
    assert "2019-05-21" in own.get("/me/data/").text
    with zipfile.ZipFile(BytesIO(own.get("/me/data/download/").content)) as archive:
        held = json.dumps(json.loads(archive.read("my-data.json")), ensure_ascii=False)
    assert "张小满" in held


def test_the_list_says_how_old_somebody_is(own, member):
    child_of(member, birthday=timezone.localdate() - timedelta(days=400))
    assert "1周岁" in own.get(MINE).text


def test_the_list_costs_the_same_for_one_and_for_many(own, member):
    child_of(member)
    one = queries_for(own, MINE)
    for number in range(AT_MOST - 1):
        child_of(member, name=f"孩子{number}")
    assert len(queries_for(own, MINE)) == len(one)
