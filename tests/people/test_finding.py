"""People are found by name, number, pinyin and initials, in every list of the admin, and sort by pinyin."""

import pytest
from django.urls import reverse

from people.actions import grant_role
from people.finding import called
from people.models import Member, Role
from tests.factories import MemberFactory

NAMES = {
    "燕静": "yan jing",
    "单亚芳": "shan yafang",
    "欧阳修文": "ouyang xiuwen",
    "王　五": "wang wu",
    "商宇": "shang yu",
}


@pytest.fixture
def people(db):
    for number, (name, pinyin) in enumerate(NAMES.items(), start=7001):
        MemberFactory(employee_number=str(number), name="".join(name.split()), pinyin=pinyin)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("yj", {"燕静"}),
        ("YanJing", {"燕静"}),
        ("yan jing", {"燕静"}),
        ("jing", {"燕静"}),
        ("ｙａｎ", {"燕静"}),
        ("syf", {"单亚芳"}),
        ("yafang", {"单亚芳"}),
        ("shan", {"单亚芳", "商宇"}),
        ("shan y", {"单亚芳"}),
        ("oyxw", {"欧阳修文"}),
        ("亚芳", {"单亚芳"}),
        ("王 五", {"王五"}),
        ("7004", {"王五"}),
        ("zzz", set()),
        ("%", set()),
        ("_", set()),
        ("(", set()),
        ("[a-z]*", set()),
    ],
)
def test_people_are_found_as_the_office_looks_for_them(people, words, found):
    met = {member.name for member in Member.objects.filter(called(words))}
    assert met == found


def test_an_empty_search_narrows_nothing(people):
    assert Member.objects.filter(called("  ")).count() == Member.objects.count() >= len(NAMES)


def test_a_short_surname_stands_before_a_longer_one_that_begins_with_it(people):
    assert list(Member.objects.values_list("pinyin", flat=True))[1:3] == ["shan yafang", "shang yu"]


@pytest.mark.parametrize("words", ["yj", "yanjing", "燕静", "7001"])
def test_every_list_of_the_admin_finds_them(people, administrator, client, words):
    member = Member.objects.get(name="燕静")
    grant_role(member, Role.LIBRARIAN, by=administrator)
    client.force_login(administrator)
    for address in (
        reverse("wagtailusers_users:index"),
        reverse("member_chooser:choose_results"),
        reverse("people_rolegrant_modeladmin_index"),
    ):
        page = client.get(address, {"q": words})
        assert "燕静" in page.text
        assert "单亚芳" not in page.text
