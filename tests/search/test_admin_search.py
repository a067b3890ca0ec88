"""What the admin's searches, listings and choosers find: drafts too, and nothing that is not the reader's to see."""

import re

import pytest
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page

from contests.models import Contest
from home.greetings.occasions import Occasion
from honours.models import Honour
from news.models import NewsPage
from people.models import Member
from reading.models import Book
from tests.factories import (
    BookFactory,
    CallFactory,
    ClubPageFactory,
    ContestFactory,
    CopyFactory,
    DocumentFactory,
    GreetingFactory,
    HonourFactory,
    ImageFactory,
    MemberFactory,
    NewsPageFactory,
    PublicationFactory,
    RecurringActivityFactory,
    VoteRoundFactory,
    WorkFactory,
)
from tests.factories.selections import SelectionFactory
from tests.list_costs import queries_for

pytestmark = pytest.mark.usefixtures("site", "kept")

# Ways to type a part of 「秋季职代会公告」, and of nothing in it.
TYPED = ["职代", "職代會", "zhidaihui", "zdh", "秋季 公告", "秋季职代会公告", "职代会"]
NOT_TYPED = ["代职", "职代会 瑜伽", "zdx", "！", "职代会 -公告"]
TITLE = "秋季职代会公告"
OTHER = "太极拳入门"


@pytest.fixture
def signed_in(client):
    client.force_login(MemberFactory(administrator=True, name="钱管理"))
    return client


@pytest.fixture
def officer_in(client):
    client.force_login(MemberFactory(officer=True, name="孙宣传"))
    return client


def shown(client, address, **asked) -> str:
    response = client.get(address, asked)
    assert response.status_code == 200
    return response.content.decode()


def leads_to(thing, html) -> bool:
    """True where a list names a snippet, or a chooser has the way to choose it: there a greeting is its day."""
    return thing.title in html or f"{thing._meta.app_label}/{thing._meta.model_name}/chosen/{thing.pk}/" in html


SNIPPETS = {
    "activities_recurringactivity": RecurringActivityFactory,
    "contests_call": CallFactory,
    "contests_contest": ContestFactory,
    "contests_voteround": VoteRoundFactory,
    "contests_work": WorkFactory,
    "home_greeting": GreetingFactory,
    "honours_honour": HonourFactory,
    "publications_publication": PublicationFactory,
    "reading_book": BookFactory,
    "signups_selection": SelectionFactory,
}


@pytest.mark.parametrize("kind", SNIPPETS)
def test_snippets_are_found_in_their_list_and_chooser_drafts_too(kind, officer_in):
    make = SNIPPETS[kind]
    wanted, other = make(title=TITLE, draft=True), make(title=OTHER)
    app, model = kind.split("_")
    for address in (f"/admin/snippets/{app}/{model}/results/", f"/admin/snippets/choose/{app}/{model}/results/"):
        for typed in TYPED:
            html = shown(officer_in, address, q=typed)
            assert leads_to(wanted, html), (address, typed)
            assert not leads_to(other, html), (address, typed)
        for typed in NOT_TYPED:
            assert not leads_to(wanted, shown(officer_in, address, q=typed)), (address, typed)


@pytest.mark.parametrize("typed", TYPED)
def test_pages_are_found_in_the_explorer_and_the_chooser_drafts_too(typed, officer_in, site):
    NewsPageFactory(title=TITLE, draft=True)
    NewsPageFactory(title=OTHER)
    addresses = [
        "/admin/pages/search/",
        "/admin/pages/search/results/",
        "/admin/choose-page/search/",
        f"/admin/pages/{site.news.pk}/",
    ]
    for address in addresses:
        html = shown(officer_in, address, q=typed)
        assert TITLE in html, address
        assert OTHER not in html.partition("<aside")[0].split("</form>")[-1], address


@pytest.mark.parametrize("many", [1, 2])
def test_the_head_of_the_page_search_says_what_it_counts(many, officer_in):
    for number in range(many):
        NewsPageFactory(title=f"{TITLE}{number}")
    for address in ("/admin/pages/search/", "/admin/pages/search/results/"):
        counted = re.search(r"第 1-\d 个(.*?)，共", shown(officer_in, address, q=TITLE))
        assert counted.group(1) == "页面", address


@pytest.mark.parametrize("typed", ["元旦", "yuandan", "yd"])
def test_greetings_are_found_by_the_name_of_their_day(typed, officer_in):
    with override("en"):
        wanted = GreetingFactory(occasion=Occasion.NEW_YEAR, title="新年第一天的问候", text="{称呼}，平安。")
    other = GreetingFactory(title="生日快乐")
    html = shown(officer_in, "/admin/snippets/home/greeting/results/", q=typed)
    assert leads_to(wanted, html)
    assert not leads_to(other, html)


@pytest.mark.parametrize("typed", ["职代", "職代會", "zhidaihui", "zdh", "B7001", "秋季"])
def test_copies_are_found_as_their_book_is_and_by_their_barcode(typed, client):
    client.force_login(MemberFactory(librarian=True))
    CopyFactory(barcode="B7001", book=BookFactory(title=TITLE))
    CopyFactory(barcode="B7002", book=BookFactory(title=OTHER))
    html = shown(client, "/admin/reading/copy/", q=typed)
    assert TITLE in html
    assert OTHER not in html


@pytest.mark.parametrize("typed", NOT_TYPED)
def test_pages_without_the_words_are_not_found(typed):
    NewsPageFactory(title=TITLE)
    assert list(Page.objects.autocomplete(typed)) == []


def test_a_page_is_found_by_the_title_of_its_draft_by_its_summary_and_once():
    page = NewsPageFactory(title="旧的标题", summary="疗休养名额")
    page.title = "新拟名称"
    page.save_revision()
    for typed in ("旧的标题", "新拟名称", "xnmc", "疗休"):
        assert list(Page.objects.autocomplete(typed)) == [page.page_ptr], typed
    assert list(Page.objects.autocomplete("lxy")) == []


def test_a_page_is_found_by_its_text_behind_those_with_the_words_in_the_title():
    titled = NewsPageFactory(title="书法展")
    told = NewsPageFactory(title="通知", body=[("text", "<p>书法展延期。</p>")])
    assert [page.pk for page in Page.objects.search("书法展")] == [titled.pk, told.pk]


def test_what_is_taken_away_or_renamed_is_no_longer_found():
    page, gone = NewsPageFactory(title="旧名"), NewsPageFactory(title="旧名二")
    page.title = "新名"
    page.save_revision().publish(skip_permission_checks=True)
    gone.delete()
    assert list(Page.objects.autocomplete("旧名")) == []
    assert list(Page.objects.autocomplete("新名")) == [page.page_ptr]


@pytest.mark.parametrize("typed", ["合影", "運動會", "ydh", "yundonghui", "一面暖色"])
def test_pictures_are_found_by_title_tag_and_description(typed, officer_in):
    picture = ImageFactory(title="秋季运动会合影")
    for address in (reverse("wagtailimages:index_results"), reverse("wagtailimages_chooser:choose_results")):
        assert picture.title in shown(officer_in, address, q=typed), address


def test_pictures_and_documents_are_found_by_their_tags(officer_in):
    picture, document = ImageFactory(title="甲图"), DocumentFactory(title="申请表")
    for thing in (picture, document):
        thing.tags.add("运动会")
        thing.save()
    ImageFactory(title="乙图")
    for room in ("images", "docs"):
        for address in (f"wagtail{room}:index_results", f"wagtail{room}_chooser:choose_results"):
            html = shown(officer_in, reverse(address), q="运动")
            assert (picture if room == "images" else document).title in html, address
            assert "乙图" not in html


@pytest.mark.parametrize("typed", ["申請", "申请表", "sqb", "shenqing"])
def test_documents_are_found_by_title(typed, officer_in):
    DocumentFactory(title="困难补助申请表")
    for address in (reverse("wagtaildocs:index_results"), reverse("wagtaildocs_chooser:choose_results")):
        assert "困难补助申请表" in shown(officer_in, address, q=typed), address


@pytest.mark.parametrize("typed", ["单亚", "亚芳", "單亞芳", "shanyafang", "shan ya", "syf", "A3001", "a300"])
def test_members_are_found_in_their_list_by_name_number_and_sound(typed, signed_in):
    MemberFactory(name="单亚芳", pinyin="shan yafang", employee_number="A3001")
    MemberFactory(name="李四", employee_number="B4002")
    html = shown(signed_in, reverse("wagtailusers_users:index_results"), q=typed)
    assert "单亚芳" in html
    assert "李四" not in html


def test_members_are_found_in_their_chooser(signed_in):
    MemberFactory(name="单亚芳", pinyin="shan yafang", employee_number="A3001")
    for typed in ("亚芳", "syf", "shanyafang", "a3001"):
        assert "单亚芳" in shown(signed_in, reverse("member_chooser:choose_results"), q=typed), typed


def test_books_are_found_by_author_and_number(officer_in):
    BookFactory(title="本草漫谈", author="单亚芳", isbn="9787117345675")
    for typed in ("单亚", "syf", "97871"):
        assert "本草漫谈" in shown(officer_in, "/admin/snippets/reading/book/results/", q=typed), typed


def test_honours_and_works_are_found_by_the_people_in_them(officer_in):
    member = MemberFactory(name="单亚芳", pinyin="shan yafang")
    HonourFactory(title="先进个人", to=[member])
    HonourFactory(title="别的荣誉")
    WorkFactory(title="晨光", author=member)
    for typed in ("亚芳", "syf", "shan yafang"):
        for address, title in (("honours/honour", "先进个人"), ("contests/work", "晨光")):
            html = shown(officer_in, f"/admin/snippets/{address}/results/", q=typed)
            assert title in html, (address, typed)
            assert "别的荣誉" not in html


def test_searching_gives_no_right_to_look(client):
    ContestFactory(title=TITLE, draft=True)
    NewsPageFactory(title=TITLE, draft=True)
    DocumentFactory(title=TITLE)
    client.force_login(MemberFactory())
    addresses = [
        "/admin/pages/search/",
        "/admin/choose-page/search/",
        "/admin/snippets/contests/contest/results/",
        "/admin/snippets/choose/contests/contest/results/",
        reverse("wagtaildocs:index_results"),
        reverse("wagtailusers_users:index_results"),
    ]
    for address in addresses:
        response = client.get(address, {"q": "职代会"}, follow=True)
        assert TITLE not in response.content.decode(), address


def test_a_list_is_filtered_and_ordered_while_it_is_searched(officer_in):
    for title, level in (("甲先进奖", "national"), ("乙先进奖", "hospital"), ("丙先进奖", "hospital")):
        HonourFactory(title=title, level=level)
    address = "/admin/snippets/honours/honour/results/"
    html = shown(officer_in, address, q="先进", level="hospital", ordering="title")
    assert "甲先进奖" not in html
    assert html.index("丙先进奖") < html.index("乙先进奖")
    html = shown(officer_in, "/admin/snippets/reading/book/results/", q="先进", subject="medicine", ordering="-title")
    assert "甲先进奖" not in html


@pytest.mark.parametrize(
    "typed", ["'", "\\", "a'b:*", "!!", "&|!()<->", "\x00", "职" * 5000, "😀", "title:职代会", '"职代']
)
@pytest.mark.parametrize("address", ["/admin/pages/search/", "/admin/snippets/choose/reading/book/results/"])
def test_whatever_is_typed_into_the_admin_is_answered(typed, address, officer_in):
    BookFactory(title=TITLE)
    assert officer_in.get(address, {"q": typed}).status_code in (200, 400)


def test_a_search_is_one_question_however_much_is_found(officer_in):
    """Wagtail asks for each page in the list what stands below it; that is not counted here."""

    def asked() -> int:
        queries = queries_for(officer_in, "/admin/choose-page/search/?q=俱乐部")
        return sum("wagtailsearch_indexentry" in query for query in queries)

    ClubPageFactory(title="俱乐部1")
    few = asked()
    for number in range(2, 15):
        ClubPageFactory(title=f"俱乐部{number}")
    # How many there are, and which.
    assert asked() == few == 2


def test_every_model_that_is_searched_completes_titles_and_names():
    from modelsearch.index import get_indexed_models

    assert {Page, NewsPage, Book, Honour, Contest, Member} <= set(get_indexed_models())
    for model in get_indexed_models():
        completed = {field.field_name for field in model.get_autocomplete_search_fields()}
        columns = {field.name for field in model._meta.get_fields()} & {"title", "name"}
        # The title of somebody's post is no name of his.
        columns -= {"title"} if model is Member else set()
        assert columns, model
        assert columns <= completed, model
