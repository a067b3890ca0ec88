"""What is kept of searches, what is not, who reads it, and what of it is shown to readers."""

import io
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, connection
from django.test import RequestFactory, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from procrastinate.contrib.django.models import ProcrastinateJob

from cms.jobs import keep_search
from cms.models import KeptSearch
from cms.restriction import follow
from cms.search import popular as popular_module
from cms.search import remembering, searches
from cms.search.popular import popular
from cms.search.questions import understand
from cms.search.remembering import asker_of, names_somebody, remember, words_to_keep
from cms.search.searches import forget_expired, keep
from news.models import NewsPage
from people.models import FormerNumber
from people.privacy.registry import forgetting_rules
from tests.factories import ClubPageFactory, DependantFactory, HonourFactory, MemberFactory, NewsPageFactory
from tests.list_costs import queries_for

VISITOR = AnonymousUser()
READERS = ["officer", "chair", "deputy"]
OTHERS = ["librarian", "administrator"]
PHONE = "Mozilla/5.0 (Linux; Android 14) MicroMessenger/8.0"
RESIDENT_ID = "11010119900307771X"


def request_of(user=VISITOR, address="203.0.113.5", **headers):
    request = RequestFactory(headers={"User-Agent": PHONE, **headers}).get("/search/", REMOTE_ADDR=address)
    request.user = user
    return request


def jobs():
    return ProcrastinateJob.objects.filter(task_name="cms.keep_search")


def search(typed, found=1, user=VISITOR, address="203.0.113.5", **headers) -> None:
    """Search, and do what the job worker would do."""
    before = set(jobs().values_list("pk", flat=True))
    remember(understand(typed), found, request_of(user, address, **headers))
    for job in jobs().exclude(pk__in=before):
        keep_search(**job.args)


def ask(words, times=5, found=3, days_ago=0) -> None:
    """As many people as that have asked."""
    day = timezone.localdate() - timedelta(days=days_ago)
    KeptSearch.objects.bulk_create(
        KeptSearch(words=words, found=found, day=day, asker=f"{words} {days_ago} {n}"[:32], by_staff=False)
        for n in range(times)
    )


def test_words_and_number_are_kept_and_nothing_of_the_person(db):
    search("職代會 提案", 7, MemberFactory())
    row = KeptSearch.objects.get()
    assert (row.words, row.found, row.by_staff, row.day) == ("职代会 提案", 7, True, timezone.localdate())
    assert {field.name for field in KeptSearch._meta.fields} == {"id", "day", "words", "asker", "found", "by_staff"}


def test_reading_a_page_writes_nothing_but_the_job(db):
    with CaptureQueriesContext(connection) as captured:
        remember(understand("瑜伽"), 1, request_of())
    assert not KeptSearch.objects.exists()
    assert jobs().count() == 1
    assert not [query for query in captured if "cms_keptsearch" in query["sql"]]


def test_the_job_says_neither_words_nor_person(db):
    member = MemberFactory()
    remember(understand("瑜伽"), 1, request_of(member))
    args = str(jobs().get().args)
    assert "瑜伽" not in args
    assert "\\u" not in args
    assert set(jobs().get().args) == {"sealed"}


def test_the_same_person_counts_once_a_day(db):
    member, colleague = MemberFactory(), MemberFactory()
    search("瑜伽", 0, member)
    search("「瑜伽」", 4, member)
    search("瑜伽", 4, colleague)
    search("瑜伽", 4, address="203.0.113.5")
    search("瑜伽", 4, address="203.0.113.5")
    assert KeptSearch.objects.count() == 4 - 1
    assert set(KeptSearch.objects.values_list("found", flat=True)) == {4}


def test_nobody_is_followed_from_one_search_or_day_to_the_next(db, monkeypatch):
    request = request_of(MemberFactory())
    today = asker_of(request, "瑜伽")
    assert today == asker_of(request, "瑜伽")
    assert today != asker_of(request, "太极")
    monkeypatch.setattr(timezone, "localdate", lambda: date(2031, 5, 2))
    assert today != asker_of(request, "瑜伽")


def test_without_the_secret_nobody_works_out_who_it_was(db):
    request = request_of(MemberFactory())
    mine = asker_of(request, "瑜伽")
    with override_settings(SECRET_KEY="another"):
        assert asker_of(request, "瑜伽") != mine
    assert len(mine) == 32


def test_a_visitor_and_the_member_of_the_same_number_are_two(db):
    member = MemberFactory()
    assert asker_of(request_of(member), "瑜伽") != asker_of(request_of(address=f"0.0.0.{member.pk % 255}"), "瑜伽")


@pytest.mark.parametrize(
    "typed",
    [
        RESIDENT_ID,
        "110101 19900307 771X",
        f"张某 {RESIDENT_ID}",
        "13800138000",
        "138 0013 8000",
        "138-0013-8000",
        "+86 13800138000",
        "电话13800138000",
        "6222021234567890128",
        "住院号 12345",
        "住院号A123",
        "32床",
        "20231",
        "工号30001",
        "１３８００１３８０００",
    ],
)
def test_numbers_that_say_who_somebody_is_are_not_kept(typed, db):
    assert words_to_keep(understand(typed)) == ""
    search(typed)
    assert not jobs().exists()


@pytest.mark.parametrize("typed", ["", "！", "-瑜伽", "瑜伽 -太极", "长" * 41, "长" * 50 + " " + "话" * 30, "长" * 200])
def test_what_is_no_plain_question_is_not_kept(typed, db):
    search(typed)
    assert not jobs().exists()


@pytest.mark.parametrize("typed", ["2026", "2026年职代会", "第3届", "covid-19", "工会经费 2026", "1号院区"])
def test_years_and_ordinary_numbers_are_kept(typed, db):
    search(typed)
    assert KeptSearch.objects.exists()


@pytest.mark.parametrize(
    "typed",
    [
        *["单亚芳", "單亞芳", "单 亚芳", "单亚芳 荣誉", "单亚芳的荣誉", "shanyafang", "ShanYaFang 照片", "「单亚芳」"],
        *["高兴", "高兴 照片", "阿不都克力木", "阿不都·克力木", "陈昇", "王小宝"],
        *["E204", "e204", "奖金 E204", "T88", "1024"],
    ],
)
def test_names_and_employee_numbers_are_not_kept(typed, db):
    member = MemberFactory(name="单亚芳", pinyin="shan yafang", employee_number="E204")
    FormerNumber.objects.create(member=member, number="T88")
    MemberFactory(name="高兴", employee_number="1024")
    MemberFactory(name="阿不都·克力木")
    MemberFactory(name="陳昇")
    DependantFactory(name="王小宝")
    search(typed)
    assert jobs().exists()
    assert not KeptSearch.objects.exists()


@pytest.mark.parametrize("typed", ["高兴的事", "瑜伽", "亚芳", "e2045", "shan"])
def test_what_only_resembles_a_name_is_kept(typed, db):
    MemberFactory(name="单亚芳", pinyin="shan yafang", employee_number="E204")
    MemberFactory(name="高兴")
    search(typed)
    assert KeptSearch.objects.count() == 1


def test_whose_data_was_emptied_does_not_keep_everything_out(db):
    MemberFactory(name="")
    assert not names_somebody("瑜伽")


@pytest.mark.parametrize(
    "headers",
    [
        {"User-Agent": ""},
        {"User-Agent": "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)"},
        {"User-Agent": "Mozilla/5.0 (compatible; bingbot/2.0)"},
        {"User-Agent": "python-requests/2.32"},
        {"Sec-Purpose": "prefetch;prerender"},
        {"Purpose": "prefetch"},
    ],
)
def test_programs_and_pages_fetched_ahead_do_not_count(headers, db):
    search("瑜伽", **headers)
    assert not jobs().exists()


def test_a_search_goes_on_when_it_cannot_be_kept(db, monkeypatch):
    def fail(*args, **kwargs):
        raise DatabaseError

    monkeypatch.setattr(remembering, "seal", fail)
    remember(understand("瑜伽"), 1, request_of())
    assert not jobs().exists()
    # What was begun is still good.
    assert not KeptSearch.objects.exists()


def test_a_query_that_fails_leaves_the_searchs_transaction_good(db, monkeypatch):
    def fail(*args, **kwargs):
        with connection.cursor() as cursor:
            cursor.execute("SELECT no_such_column")

    monkeypatch.setattr(remembering.app, "configure_task", fail)
    remember(understand("瑜伽"), 1, request_of())
    assert not KeptSearch.objects.exists()


def test_a_day_is_kept_up_to_its_bound(db, monkeypatch):
    monkeypatch.setattr(searches, "MOST_A_DAY", 3)
    for number in range(5):
        search(f"词语{number}")
    assert KeptSearch.objects.count() == 3


def test_once_a_day_is_full_nobodys_name_is_looked_up(db, monkeypatch):
    compared = []
    monkeypatch.setattr(remembering, "names_somebody", lambda words: compared.append(words) or False)
    monkeypatch.setattr(searches, "MOST_A_DAY", 1)
    search("瑜伽")
    search("太极")
    assert compared == ["瑜伽"]


def test_searches_are_forgotten_after_ninety_days(db):
    for days in (0, 89, 90, 91):
        ask("瑜伽", times=1, days_ago=days)
    assert forgetting_rules()["cms.search"] is forget_expired
    assert forget_expired() == 1
    assert KeptSearch.objects.count() == 3


# What is popular


def shown(reader=VISITOR, limit=8) -> list[str]:
    return popular(reader, limit)


def test_what_many_ask_for_is_shown_the_most_asked_for_first(site, indexed):
    for title in ("瑜伽俱乐部招新", "职代会召开", "篮球赛"):
        NewsPageFactory(title=title)
    indexed()
    ask("瑜伽", 6)
    ask("职代会", 9)
    ask("篮球赛", 5)
    assert shown() == ["职代会", "瑜伽", "篮球赛"]
    assert shown(limit=2) == ["职代会", "瑜伽"]


def test_it_is_written_as_the_title_has_it(site, indexed):
    NewsPageFactory(title="關於《職代會》的 AI 課程")
    indexed()
    for words in ("职代会", "ai课程", "ai 课程"):
        ask(words)
    assert shown() == ["AI 課程", "職代會"] or shown() == ["職代會", "AI 課程"]


@pytest.mark.parametrize(
    ("times", "found", "days_ago"),
    [(4, 3, 0), (5, 0, 0), (9, 3, 30)],
    ids=["too few", "in vain", "too long ago"],
)
def test_what_few_asked_for_or_in_vain_or_long_ago_is_not_shown(times, found, days_ago, site, indexed):
    NewsPageFactory(title="瑜伽俱乐部招新")
    indexed()
    ask("瑜伽", times, found, days_ago)
    assert shown() == []


def test_words_of_a_text_or_of_nothing_at_all_are_not_shown(site, indexed):
    NewsPageFactory(title="公告", body=[("text", "<p>瑜伽俱乐部招新。</p>")])
    HonourFactory(title="先进个人", to=[MemberFactory(name="单亚芳")])
    indexed()
    for words in ("瑜伽", "骂人的话", "单亚芳", "yj", "gg", "公", "ng"):
        ask(words)
    assert shown() == ["公"]


def test_letters_are_shown_as_whole_words_only(site, indexed):
    NewsPageFactory(title="Paint 课")
    indexed()
    ask("ai")
    ask("paint")
    assert shown() == ["Paint"]


def hidden_from_visitors(title):
    page = NewsPageFactory(title=title)
    page.visibility = NewsPage.Visibility.STAFF
    page.save()
    follow(page)
    return page


def test_what_a_visitor_may_not_read_lends_no_words(site, indexed):
    hidden_from_visitors("疗休养名额")
    NewsPageFactory(title="没有审批的裁员", draft=True)
    NewsPageFactory(title="等待审批的合并", submitted=True)
    NewsPageFactory(title="撤下的处分").unpublish()
    indexed()
    for words in ("疗休养", "裁员", "合并", "处分"):
        ask(words, 20)
    assert shown() == []
    assert shown(MemberFactory()) == ["疗休养"]


def test_a_page_taken_down_takes_its_words_along_at_once(site, indexed):
    page = NewsPageFactory(title="疗休养名额")
    indexed()
    ask("疗休养")
    assert shown() == ["疗休养"]
    hidden = page.specific
    hidden.visibility = NewsPage.Visibility.STAFF
    hidden.save()
    follow(hidden)
    assert shown() == []


def test_popular_words_cost_the_same_for_one_and_for_twenty(site, indexed):
    NewsPageFactory(title="瑜伽俱乐部招新")
    indexed()
    ask("瑜伽")
    costs = []
    for more in (0, 19):
        for number in range(more):
            ask(f"词语{number}")
        popular_module.cache.delete(popular_module.CACHE_KEY)
        with CaptureQueriesContext(connection) as captured:
            assert shown() == ["瑜伽"]
        costs.append(len([query for query in captured if "cache" not in query["sql"]]))
    assert costs[0] == costs[1]


def test_nothing_asked_is_nothing_shown(site):
    assert shown() == []


# What the office reads


@pytest.fixture
def office(client, db):
    client.force_login(MemberFactory(officer=True))
    return client


def rows(client, **asked) -> list[tuple]:
    listed = client.get(reverse("searches"), asked).context["object_list"]
    return [(row["words"], row["asked"], row["in_vain"]) for row in listed]


@pytest.mark.parametrize("role", READERS)
def test_officer_chair_and_deputy_read_the_list(role, client, db):
    ask("瑜伽")
    client.force_login(MemberFactory(**{role: True}))
    for name in ("searches", "searches_results"):
        assert "瑜伽" in client.get(reverse(name)).content.decode()
    assert reverse("searches") in client.get("/admin/").content.decode()


@pytest.mark.parametrize("role", [*OTHERS, "member", "leader"])
def test_nobody_else_reads_it(role, client, site):
    ask("瑜伽")
    member = MemberFactory(**({role: True} if role in OTHERS else {}))
    if role == "leader":
        ClubPageFactory(led_by=[member])
    client.force_login(member)
    for name in ("searches", "searches_results", "export_searches"):
        response = client.get(reverse(name))
        assert response.status_code in (302, 403)
        assert "瑜伽" not in response.content.decode()


def test_what_is_asked_most_comes_first(office):
    ask("太极", 2)
    ask("瑜伽", 3)
    ask("瑜伽", 2, found=0, days_ago=3)
    assert rows(office) == [("瑜伽", 5, 2), ("太极", 2, 0)]
    assert rows(office, ordering="words") == [("太极", 2, 0), ("瑜伽", 5, 2)]


def test_it_is_narrowed_by_period_by_who_asked_and_by_words(office):
    ask("瑜伽", 3, days_ago=40)
    ask("瑜伽", 1, days_ago=10)
    search("太极", user=MemberFactory())
    assert rows(office) == [("瑜伽", 4, 0), ("太极", 1, 0)]
    assert rows(office, days="30", ordering="words") == [("太极", 1, 0), ("瑜伽", 1, 0)]
    assert rows(office, days="7") == [("太极", 1, 0)]
    assert rows(office, by="staff") == [("太极", 1, 0)]
    assert rows(office, by="visitors") == [("瑜伽", 4, 0)]
    assert rows(office, q="太極") == [("太极", 1, 0)]
    assert rows(office, days="abc") == rows(office)


def test_searches_without_results_are_listed_until_they_find_something(office):
    ask("疗修养", 4, found=0, days_ago=2)
    ask("体检", 2, found=0, days_ago=2)
    ask("瑜伽", 9, found=3)
    assert rows(office, found="nothing") == [("疗修养", 4, 4), ("体检", 2, 2)]
    ask("疗修养", 1, found=5)
    assert rows(office, found="nothing") == [("体检", 2, 2)]
    assert rows(office, found="something") == [("瑜伽", 9, 0), ("疗修养", 5, 4)]


def test_from_a_search_without_results_it_is_one_step_to_a_synonym(office):
    ask("疗修养", 1, found=0)
    html = office.get(reverse("searches"), {"found": "nothing"}).content.decode()
    address = f"{reverse('synonym:add')}?words=%E7%96%97%E4%BF%AE%E5%85%BB"
    assert f'href="{address}"' in html
    assert "疗修养</textarea>" in office.get(address).content.decode()
    promoted = f"{reverse('promoted_result:add')}?words=%E7%96%97%E4%BF%AE%E5%85%BB"
    assert f'href="{promoted}"' in html
    assert "疗修养</textarea>" in office.get(promoted).content.decode()


def test_an_empty_list_says_so(office):
    assert office.get(reverse("searches")).status_code == 200
    assert rows(office) == rows(office, found="nothing") == []


def test_the_list_has_pages_and_costs_the_same_for_one_and_for_twenty(office):
    ask("瑜伽", 1)
    few = queries_for(office, reverse("searches"))
    for number in range(60):
        ask(f"词语{number:02}", 1)
    assert len(queries_for(office, reverse("searches"))) == len(few)
    assert len(rows(office)) == 50
    assert len(rows(office, p="2")) == 11


def test_all_of_it_goes_to_excel_as_it_is_narrowed(office):
    for number in range(60):
        ask(f"词语{number:02}", 1, found=0)
    ask("瑜伽", 3)
    answer = office.get(reverse("export_searches"), {"found": "nothing"})
    sheet = load_workbook(io.BytesIO(answer.content)).active
    lines = list(sheet.iter_rows(min_row=2, values_only=True))
    assert len(lines) == 60
    assert lines[0][:3] == ("词语00", 1, 1)
    assert "no-store" in answer["Cache-Control"]


def test_what_was_kept_once_is_one_row_however_often_the_job_runs(db):
    for _time in range(2):
        keep("瑜伽", 3, timezone.localdate(), "a" * 32, by_staff=False)
    assert KeptSearch.objects.count() == 1
