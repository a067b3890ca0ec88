"""What a festival page gathers for its reader: what is public and theirs to read, in a constant number of queries."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from activities.calendar import Day, activities_for, between, days_from, sessions_of, shown_to
from news.models import NewsPage
from signups.models import Session
from signups.own.standing import Standing

from ..models.call import Call
from ..models.vote import VoteRound
from ..models.work import Work

# More dates than this are no programme that anybody reads on a page.
MOST_DATES = 200
# Days that are listed one by one; a festival that lasts longer shows its first so many.
MOST_DAYS = 120
# An activity with so many dates is one row of the programme: exercises of every afternoon would bury all others.
DATES_OF_A_SERIES = 3
ARTICLES_SHOWN = 12
WORKS_SHOWN = 4


@dataclass(frozen=True)
class Series:
    """An activity with several dates, as one row: the date `nearest` to today, and all of them in their order."""

    nearest: Standing
    dates: list[Standing]

    @property
    def last(self) -> Session:
        return self.dates[-1].session


@dataclass
class Programme:
    """What is on: `series` of dates, and the days with what is on just once or twice."""

    series: list[Series] = field(default_factory=list)
    days: list[Day] = field(default_factory=list)

    def __bool__(self):
        return bool(self.series or self.days)


@dataclass
class ShownCall:
    """A call with its `rounds` of votes, the newest of its `works`, and how many there are."""

    call: Call
    count: int = 0
    works: list[Work] = field(default_factory=list)
    rounds: list[VoteRound] = field(default_factory=list)

    @property
    def hides_authors(self) -> bool:
        return any(each.hides_authors and not each.is_counted for each in self.rounds)


def gathered(festival, reader) -> dict:
    """Return what the page shows: the `programme` from today on and what is `past` of it, `articles`, `calls`, and
    `today`.

    Works are shown to those who have signed in; others read how many there are.
    """
    today = timezone.localdate()
    dates = _dates(festival, reader)
    coming = [each for each in dates if timezone.localdate(each.session.starts_at) >= today]
    past = dates[: len(dates) - len(coming)]
    return {
        "today": today,
        "programme": _programme(festival, coming, _next_of),
        "past": _programme(festival, past, _last_of),
        "articles": _articles(festival, reader),
        "calls": _calls(festival, reader),
    }


def _dates(festival, reader) -> list[Standing]:
    """Return the dates of its activities and clubs in the order of time."""
    wanted = Q(pk__in=[each.activity_id for each in festival.activities.all()])
    wanted |= Q(club__in=[each.club_id for each in festival.clubs.all()])
    hours = between(festival.starts_on, festival.ends_on)
    sessions = sessions_of(activities_for(reader).filter(wanted)).between(*hours)
    return shown_to(reader, sessions.order_by("starts_at", "pk")[:MOST_DATES])


def _programme(festival, dates: list[Standing], nearest_of: Callable[[list[Standing]], Standing]) -> Programme:
    by_activity: dict[int, list[Standing]] = defaultdict(list)
    for each in dates:
        by_activity[each.session.offering_id].append(each)
    found = [Series(nearest_of(of_it), of_it) for of_it in by_activity.values() if _is_series(of_it)]
    found.sort(key=lambda series: (series.nearest.session.starts_at, series.nearest.session.pk))
    single = [each for each in dates if not _is_series(by_activity[each.session.offering_id])]
    count = min((festival.ends_on - festival.starts_on).days + 1, MOST_DAYS)
    return Programme(found, [day for day in days_from(festival.starts_on, count, single) if day.standings])


def _is_series(dates: list[Standing]) -> bool:
    return len(dates) >= DATES_OF_A_SERIES


def _next_of(dates: list[Standing]) -> Standing:
    """Return the first to which one can still come; where there is none, the last."""
    return next((each for each in dates if not each.is_quiet), dates[-1])


def _last_of(dates: list[Standing]) -> Standing:
    """Return the last that took place; where none did, the last."""
    return next((each for each in reversed(dates) if not each.session.is_cancelled), dates[-1])


def _articles(festival, reader):
    wanted = Q(pk__in=[each.article_id for each in festival.articles.all()])
    if festival.tag:
        wanted |= Q(tags__name__iexact=festival.tag)
    if festival.category_id:
        wanted |= Q(category=festival.category_id, date__range=(festival.starts_on, festival.ends_on))
    found = NewsPage.objects.filter(pk__in=NewsPage.objects.visible_to(reader).filter(wanted).values("pk"))
    return found.newest_first().with_card_data()[:ARTICLES_SHOWN]


def _calls(festival, reader) -> list[ShownCall]:
    """Return the calls in the order of the page, with their works and rounds: four queries for all of them."""
    wanted = [each.call_id for each in festival.calls.all()]
    live = Call.objects.live().filter(pk__in=wanted)
    counted = live.annotate(shown_works=Count("works", filter=Q(works__live=True)))
    shown = {call.pk: ShownCall(call, call.shown_works) for call in counted}
    for vote_round in VoteRound.objects.live().filter(call__in=shown).order_by("opens_at", "pk"):
        shown[vote_round.call_id].rounds.append(vote_round)
    if reader.is_authenticated:
        newest = Window(RowNumber(), partition_by="call", order_by=[F("handed_in_at").desc(), F("pk").desc()])
        works = Work.objects.live().filter(call__in=shown).annotate(nth=newest).filter(nth__lte=WORKS_SHOWN)
        for work in works.with_card_data().order_by("nth"):
            shown[work.call_id].works.append(work)
    return [shown[pk] for pk in wanted if pk in shown]
