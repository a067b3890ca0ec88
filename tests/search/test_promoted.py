"""Pages that the office puts first for certain words."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import ModelLogEntry, Page
from wagtail.users.models import UserProfile

from cms.models import PromotedResult
from cms.restriction import follow
from cms.search.promoted import promoted_for
from cms.search.questions import understand
from news.models import NewsPage
from tests.factories import ClubPageFactory, MemberFactory, NewsPageFactory
from tests.list_costs import queries_for

VISITOR = AnonymousUser()
KEEPERS = ["officer", "chair", "deputy"]
OTHERS = ["librarian", "administrator"]


def promote(page, *words) -> PromotedResult:
    return PromotedResult.objects.create(page=page, words=list(words))


def titles(typed, reader=VISITOR) -> list[str]:
    return [page.title for page in promoted_for(understand(typed), reader)]


@pytest.fixture
def page(site):
    return NewsPageFactory(title="职工疗休养办法")


@pytest.fixture
def officer(client, site):
    member = MemberFactory(officer=True)
    UserProfile.objects.create(user=member, preferred_language="en")
    client.force_login(member)
    return member


@pytest.mark.parametrize(
    "typed", ["疗养", "療養", " 疗 养 ", "「疗养」", "疗休养 报名", "疗休养报名", "ＡＩ课", "ai课"]
)
def test_a_page_comes_first_for_its_words_however_they_are_typed(typed, page):
    promote(page, "疗养", "疗休养报名", "AI 课")
    assert titles(typed) == ["职工疗休养办法"]


@pytest.mark.parametrize("typed", ["疗", "疗养院", "疗休养", "报名 疗休养", "疗养 -报名", "-疗养", "", "！"])
def test_other_searches_are_left_alone(typed, page):
    promote(page, "疗养", "疗休养报名")
    assert titles(typed) == []


def test_it_comes_as_its_own_kind_of_page(page):
    promote(page, "疗养")
    assert [type(found) for found in promoted_for(understand("疗养"), VISITOR)] == [NewsPage]


def test_what_is_not_public_is_put_first_for_nobody(page):
    promote(page, "疗养")
    page.unpublish()
    assert titles("疗养") == titles("疗养", MemberFactory(chair=True)) == []


def test_a_draft_is_put_first_for_nobody(site):
    promote(NewsPageFactory(title="没有审批", draft=True), "疗养")
    assert titles("疗养") == titles("疗养", MemberFactory(chair=True)) == []


def test_what_is_for_staff_is_put_first_for_staff_alone(page):
    page.visibility = NewsPage.Visibility.STAFF
    page.save()
    follow(page)
    promote(page, "疗养")
    assert titles("疗养") == []
    assert titles("疗养", MemberFactory()) == ["职工疗休养办法"]


def test_at_most_three_are_shown_in_the_order_of_the_office(site):
    for number in (3, 1, 4, 2):
        promote(NewsPageFactory(title=f"第{number}篇"), "疗养")
    assert titles("疗养") == ["第3篇", "第1篇", "第4篇"]


def test_it_costs_one_query_where_nothing_is_put_first(page):
    promote(page, "疗养")
    with CaptureQueriesContext(connection) as captured:
        assert titles("瑜伽") == []
    assert len(captured) == 1


@pytest.mark.parametrize("role", KEEPERS)
def test_officer_chair_and_deputy_keep_them(role, client, page):
    client.force_login(MemberFactory(**{role: True}))
    client.post(reverse("promoted_result:add"), {"page": page.pk, "words": "疗养\n療休養 \n"})
    result = PromotedResult.objects.get()
    assert (result.words, result.keys) == (["疗养", "療休養"], ["疗养", "疗休养"])
    client.post(reverse("promoted_result:edit", args=[result.pk]), {"page": page.pk, "words": "瑜伽"})
    assert titles("瑜伽") == ["职工疗休养办法"]
    assert titles("疗养") == []
    html = client.get(reverse("promoted_result:index")).content.decode()
    assert "瑜伽" in html
    assert "职工疗休养办法" in html
    assert f'href="{reverse("promoted_result:edit", args=[result.pk])}"' in html
    client.post(reverse("promoted_result:delete", args=[result.pk]))
    assert not PromotedResult.objects.exists()


def test_a_change_is_logged_with_who_made_it(officer, client, page):
    client.post(reverse("promoted_result:add"), {"page": page.pk, "words": "疗养"})
    row = PromotedResult.objects.get()
    client.post(reverse("promoted_result:edit", args=[row.pk]), {"page": page.pk, "words": "瑜伽"})
    logged = ModelLogEntry.objects.filter(object_id=row.pk, content_type__model="promotedresult").order_by("timestamp")
    assert [(entry.action, entry.user_id, entry.label) for entry in logged] == [
        ("wagtail.create", officer.pk, "疗养 → 职工疗休养办法"),
        ("wagtail.edit", officer.pk, "瑜伽 → 职工疗休养办法"),
    ]


@pytest.mark.parametrize("role", [*OTHERS, "member", "leader"])
def test_nobody_else_sees_or_changes_them(role, client, page):
    result = promote(page, "疗养")
    member = MemberFactory(**({role: True} if role in OTHERS else {}))
    if role == "leader":
        ClubPageFactory(led_by=[member])
    client.force_login(member)
    addresses = [reverse("promoted_result:index"), reverse("promoted_result:add")]
    addresses += [reverse(f"promoted_result:{act}", args=[result.pk]) for act in ("edit", "delete")]
    for address in addresses:
        for ask in (client.get, client.post):
            assert ask(address, {"page": page.pk, "words": "瑜伽"}).status_code in (302, 403), address
    assert PromotedResult.objects.get().words == ["疗养"]


def test_it_leads_to_no_page_that_is_not_public(officer, client):
    draft = NewsPageFactory(title="没有审批", draft=True)
    for page in (draft, Page.get_first_root_node()):
        response = client.post(reverse("promoted_result:add"), {"page": page.pk, "words": "疗养"})
        with override("en"):
            assert "is not public" in str(response.context["form"].errors["page"])
    assert not PromotedResult.objects.exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "required"),
        ("！！", "“！！”"),
        ("-疗养", "“-疗养”"),
        ("长" * 31, "30 characters"),
        ("疗养\n療養", "“療養”"),
        ("\n".join(f"词语{n}" for n in range(21)), "20"),
        ("很多", "3 pages stand first"),
    ],
)
def test_words_that_cannot_be_kept_are_named(words, said, officer, client, page):
    for _number in range(3):
        promote(NewsPageFactory(), "很多")
    response = client.post(reverse("promoted_result:add"), {"page": page.pk, "words": words})
    with override("en"):
        assert said in " ".join(response.context["form"].errors["words"])
    assert PromotedResult.objects.count() == 3


def test_a_page_has_its_words_in_one_place(officer, client, page):
    promote(page, "疗养")
    response = client.post(reverse("promoted_result:add"), {"page": page.pk, "words": "瑜伽"})
    with override("en"):
        assert "already" in " ".join(response.context["form"].errors["page"])


def test_the_list_costs_the_same_for_one_and_for_twenty_and_says_what_is_not_public(officer, client):
    page = NewsPageFactory(title="已经撤下")
    promote(page, "疗养")
    address = reverse("promoted_result:index")
    few = queries_for(client, address)
    for _number in range(19):
        promote(NewsPageFactory(), "瑜伽")
    assert len(queries_for(client, address)) == len(few)
    page.unpublish()
    assert "it is shown to nobody" in client.get(address).content.decode()
    html = client.get(address, {"q": "疗养"}).content.decode()
    assert "已经撤下" in html
    assert "瑜伽" not in html
