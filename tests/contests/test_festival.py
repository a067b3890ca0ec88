"""What a festival page gathers: what is public, and its reader's to read."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from contests.models.festival import FestivalActivity, FestivalArticle, FestivalCall, FestivalClub
from contests.works.changes import next_change
from news.models import NewsPage
from tests.factories import (
    CallFactory,
    ClubPageFactory,
    FestivalPageFactory,
    MemberFactory,
    NewsCategoryFactory,
    NewsPageFactory,
    RecurringActivityFactory,
    VoteRoundFactory,
    WorkFactory,
)
from tests.list_costs import queries_for


def a_festival(activities=(), clubs=(), calls=(), articles=(), **fields):
    page = FestivalPageFactory(draft=True, **fields)
    page.activities = [FestivalActivity(activity=each) for each in activities]
    page.clubs = [FestivalClub(club=each) for each in clubs]
    page.calls = [FestivalCall(call=each) for each in calls]
    page.articles = [FestivalArticle(article=each) for each in articles]
    page.save_revision().publish(skip_permission_checks=True)
    return type(page).objects.get(pk=page.pk)


def shown(client, page) -> dict:
    answer = client.get(page.url)
    assert answer.status_code == 200
    return answer.context


def dates_in(programme) -> list:
    """All dates of a programme, those of a series too."""
    of_series = [standing for series in programme.series for standing in series.dates]
    return of_series + [standing for day in programme.days for standing in day.standings]


def titles(context) -> set[str]:
    return {standing.session.offering.title for part in ("programme", "past") for standing in dates_in(context[part])}


class TestTheProgramme:
    def test_it_holds_the_dates_of_its_activities_and_clubs_by_day(self, client, site):
        club = ClubPageFactory()
        chosen = RecurringActivityFactory(title="公开课")
        RecurringActivityFactory(title="俱乐部日", club=club)
        RecurringActivityFactory(title="别的")
        context = shown(client, a_festival(activities=[chosen], clubs=[club]))
        assert titles(context) == {"公开课", "俱乐部日"}
        begins = [standing.session.starts_at for standing in dates_in(context["programme"])]
        assert begins
        assert all(timezone.localdate(moment) >= timezone.localdate() for moment in begins)

    def test_an_activity_with_several_dates_is_one_row_that_leads_to_all_of_them(self, client, site):
        today = timezone.localdate()
        daily = RecurringActivityFactory(title="工间操", rule="FREQ=DAILY")
        begins = timezone.now() + timedelta(days=3)
        once = RecurringActivityFactory(title="音乐会", starts_at=begins, rule="FREQ=DAILY;COUNT=1")
        page = a_festival(activities=[daily, once], starts_on=today, ends_on=today + timedelta(days=14))
        context = shown(client, page)
        [series] = context["programme"].series
        assert series.nearest.session.offering.title == "工间操"
        assert not series.nearest.is_quiet
        assert len(series.dates) > 5
        on_days = [standing for day in context["programme"].days for standing in day.standings]
        assert [standing.session.offering.title for standing in on_days] == ["音乐会"]
        html = client.get(page.url).content.decode()
        assert html.count("session-row__title") == 2
        for standing in series.dates:
            assert f'href="/sessions/{standing.session.pk}/"' in html

    def test_of_a_series_the_next_date_that_takes_place_is_shown(self, client, site):
        today = timezone.localdate()
        daily = RecurringActivityFactory(rule="FREQ=DAILY")
        page = a_festival(activities=[daily], starts_on=today, ends_on=today + timedelta(days=9))
        [series] = shown(client, page)["programme"].series
        first, second = series.nearest.session, series.dates[series.dates.index(series.nearest) + 1].session
        type(first).objects.filter(pk=first.pk).update(state="cancelled")
        [series] = shown(client, page)["programme"].series
        assert series.nearest.session == second

    def test_only_days_of_the_festival_count(self, client, site):
        today = timezone.localdate()
        activity = RecurringActivityFactory(rule="FREQ=DAILY")
        page = a_festival(activities=[activity], starts_on=today, ends_on=today + timedelta(days=2))
        context = shown(client, page)
        found = {timezone.localdate(each.session.starts_at) for each in dates_in(context["programme"])}
        assert found
        assert found <= {today + timedelta(days=number) for number in range(3)}

    def test_what_is_not_public_or_for_others_is_not_in_it(self, client, site):
        club = ClubPageFactory(visibility="staff")
        hidden = RecurringActivityFactory(title="内部", club=club)
        draft = RecurringActivityFactory(title="草稿", draft=True)
        page = a_festival(activities=[hidden, draft], clubs=[club])
        assert titles(shown(client, page)) == set()
        client.force_login(MemberFactory())
        assert titles(shown(client, page)) == {"内部"}


class TestWhatElseIsGathered:
    def test_articles_are_those_of_the_tag_the_category_and_single_ones(self, client, site):
        today, category = timezone.localdate(), NewsCategoryFactory()
        tagged, single = NewsPageFactory(title="带标签"), NewsPageFactory(title="单篇")
        tagged.tags.add("艺术节")
        tagged.save_revision().publish(skip_permission_checks=True)
        NewsPageFactory(title="本栏", category=category, date=today)
        NewsPageFactory(title="旧闻", category=category, date=today - timedelta(days=90))
        NewsPageFactory(title="草稿", category=category, date=today, draft=True)
        NewsPageFactory(title="内部", category=category, date=today, visibility=NewsPage.Visibility.STAFF)
        page = a_festival(tag="艺术节", category=category, articles=[single])
        found = {item.title for item in shown(client, page)["articles"]}
        assert found == {"带标签", "单篇", "本栏"}
        client.force_login(MemberFactory())
        assert {item.title for item in shown(client, page)["articles"]} == found | {"内部"}

    def test_works_are_shown_to_staff_and_counted_for_visitors(self, client, site):
        call = CallFactory()
        work = WorkFactory(call=call)
        WorkFactory(call=call, draft=True)
        page = a_festival(calls=[call, CallFactory(draft=True)])
        [found] = shown(client, page)["calls"]
        assert (found.count, found.works) == (1, [])
        client.force_login(MemberFactory())
        [found] = shown(client, page)["calls"]
        assert found.works == [work]

    def test_authors_stay_unnamed_while_a_vote_hides_them(self, client, site):
        call = CallFactory(over=True)
        work = WorkFactory(call=call, author=MemberFactory(name="匿名作者"))
        page = a_festival(calls=[call])
        client.force_login(MemberFactory())
        assert "匿名作者" in client.get(page.url).content.decode()
        VoteRoundFactory(call=call)
        for address in (page.url, call.url, work.url):
            assert "匿名作者" not in client.get(address).content.decode()

    def test_it_counts_down_says_that_it_is_on_and_looks_back(self, client, site):
        today = timezone.localdate()
        page = a_festival(starts_on=today + timedelta(days=3), ends_on=today + timedelta(days=9))
        assert (page.days_until, page.is_on, page.is_over) == (3, False, False)
        page.starts_on = today - timedelta(days=1)
        assert (page.days_until, page.is_on, page.day_number) == (0, True, 2)
        page.starts_on = page.ends_on = today - timedelta(days=1)
        assert page.is_over

    def test_it_does_not_end_before_it_begins(self, site):
        today = timezone.localdate()
        page = FestivalPageFactory(draft=True)
        page.starts_on, page.ends_on = today, today - timedelta(days=1)
        with pytest.raises(ValidationError):
            page.full_clean()

    def test_the_page_changes_when_a_call_or_a_vote_opens_or_closes(self, db):
        now = timezone.now()
        assert next_change(now) is None
        call = CallFactory()
        vote_round = VoteRoundFactory(call=call)
        assert next_change(now) == min(call.closes_at, vote_round.closes_at)


class TestWhereItIsFound:
    @pytest.fixture
    def places(self, site):
        site.home.body = [("this_week", {"heading": "近七天活动", "count": 6})]
        site.home.save_revision().publish(skip_permission_checks=True)
        self.call = CallFactory()
        return ["/", "/contests/", "/works/", self.call.url]

    def test_while_it_is_on_the_ways_to_what_is_on_lead_to_it(self, client, places):
        page = a_festival(title="职工文化艺术节", calls=[self.call])
        client.force_login(MemberFactory())
        for address in places:
            assert f'href="{page.url}"' in client.get(address).content.decode(), address

    def test_long_before_and_afterwards_only_its_calls_lead_to_it(self, client, places):
        today = timezone.localdate()
        over = a_festival(calls=[self.call], starts_on=today - timedelta(days=9), ends_on=today - timedelta(days=1))
        far = a_festival(slug="far", starts_on=today + timedelta(days=90), ends_on=today + timedelta(days=99))
        client.force_login(MemberFactory())
        for address in places:
            html = client.get(address).content.decode()
            assert f'href="{far.url}"' not in html
            assert (f'href="{over.url}"' in html) == (address == self.call.url)

    def test_one_for_staff_is_not_shown_to_visitors(self, client, places):
        page = a_festival(visibility="staff")
        for address in ("/", "/contests/"):
            assert f'href="{page.url}"' not in client.get(address).content.decode()


class TestWhatItCosts:
    def make(self, count: int, call):
        club = ClubPageFactory()
        activities = [RecurringActivityFactory(club=club) for _number in range(count)]
        articles = [NewsPageFactory() for _number in range(count)]
        calls = [call, *[CallFactory() for _number in range(count)]]
        for each in calls:
            WorkFactory.create_batch(count, call=each)
            VoteRoundFactory(call=each)
        return {"activities": activities, "clubs": [club], "calls": calls, "articles": articles}

    def test_a_full_page_costs_as_many_queries_as_an_empty_one(self, client, site):
        client.force_login(MemberFactory())
        small = a_festival(slug="small", **self.make(1, CallFactory()))
        large = a_festival(slug="large", **self.make(4, CallFactory()))
        assert len(queries_for(client, small.url)) == len(queries_for(client, large.url))

    def test_lists_of_works_cost_the_same_for_1_and_for_20(self, client, db):
        member, officer = MemberFactory(), MemberFactory(officer=True)
        few, many = CallFactory(over=True), CallFactory(over=True)
        for call, count in [(few, 1), (many, 20)]:
            WorkFactory.create_batch(count, call=call)
        rounds = [VoteRoundFactory(call=call, choices=1) for call in (few, many)]
        for reader, addresses in [
            (member, [(few.url, many.url), (rounds[0].url, rounds[1].url)]),
            (officer, [(f"{few.url}office/", f"{many.url}office/")]),
        ]:
            client.force_login(reader)
            for small, large in addresses:
                assert len(queries_for(client, small)) == len(queries_for(client, large)), small

    def test_calls_and_own_works_cost_the_same_for_1_and_for_20(self, client, db):
        author = MemberFactory()
        client.force_login(author)
        call = CallFactory()
        WorkFactory(call=call, author=author)
        before = {address: len(queries_for(client, address)) for address in ("/works/", "/me/works/")}
        for _number in range(11):
            WorkFactory(call=CallFactory(), author=author)
        assert {address: len(queries_for(client, address)) for address in before} == before
