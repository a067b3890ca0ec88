"""The arts festival: its page, calls, works and rounds of votes; and the votes, by the verbs that the pages call."""

from datetime import datetime, time, timedelta
from itertools import islice

from django.core.files.base import ContentFile
from django.utils import timezone

from activities.models import ClubPage
from contests.models import Call, CallKind, FestivalPage, Voted, VoteRound, Work
from contests.models.festival import FestivalActivity, FestivalArticle, FestivalCall, FestivalClub
from contests.works.counting import count
from contests.works.pictures import keep_picture
from contests.works.voting import cast
from news.models import NewsPage
from notices.models import Notice
from people.models import Member

from .content import PICTURES, read
from .hospital import Hospital
from .pages import add_page
from .people import OFFICER
from .reviews import Journey, count_as_mailed

NOON = time(12)
SHOWN_AFTER = timedelta(days=6)


def load_festival(hospital: Hospital) -> str:
    """Make calls, works, rounds and the page over them; days are counted from the day of the loading."""
    texts = read("festival")
    calls = {item["key"]: _call(hospital, item) for item in texts["call"]}
    works = [_work(hospital, calls[item["call"]], item) for item in texts["work"]]
    rounds: dict[str, VoteRound] = {}
    for item in texts["round"]:
        rounds[item["title"]] = _round(hospital, calls[item["call"]], rounds, item)
    _page(hospital, texts["festival"], calls)
    return f"a festival with {len(calls)} calls, {len(works)} works and {len(rounds)} rounds of votes"


def load_votes(hospital: Hospital) -> str:
    """Let members vote, and count the rounds that are over; whoever has handed something in does not vote here."""
    for item in read("festival")["round"]:
        vote_round = VoteRound.objects.get(title=item["title"])
        candidates = list(vote_round.candidates.order_by("pk"))
        voters = Member.objects.present().filter(works=None).order_by("employee_number").iterator()
        closes_at = vote_round.closes_at
        VoteRound.objects.filter(pk=vote_round.pk).update(closes_at=timezone.now() + timedelta(hours=1))
        if item.get("counted"):
            for chosen in _ballots(item["votes"], item["choices"]):
                cast(vote_round, next(voters), [candidates[place].pk for place in chosen])
        for number, voter in enumerate(islice(voters, item.get("voters", 0))):
            cast(vote_round, voter, [candidates[number % len(candidates)].pk])
        VoteRound.objects.filter(pk=vote_round.pk).update(closes_at=closes_at)
        if item.get("counted"):
            count(vote_round)
    told = Notice.objects.filter(kind__startswith="contests.")
    told.update(read_at=timezone.now())
    count_as_mailed(told, timezone.now())
    return f"{Voted.objects.count()} votes about works"


def _ballots(votes: list[int], choices: int):
    """Yield ballots, each with the places of its works, that together give so many votes to each."""
    left = dict(enumerate(votes))
    while any(left.values()):
        chosen = [place for place in sorted(left, key=lambda place: -left[place])[:choices] if left[place]]
        for place in chosen:
            left[place] -= 1
        yield chosen


def _at(hospital: Hospital, days: int) -> datetime:
    return timezone.make_aware(datetime.combine(hospital.today + timedelta(days=days), NOON))


def _call(hospital: Hospital, item: dict) -> Call:
    call = Call(
        title=item["title"],
        introduction=item["introduction"].strip(),
        rules=item["rules"].strip(),
        opens_at=_at(hospital, item["opens"]),
        closes_at=_at(hospital, item["closes"]),
        limit=item["limit"],
        consent=item["consent"],
    )
    call.kinds = [CallKind(name=name, takes=takes, sort_order=n) for n, (name, takes) in enumerate(item["kinds"])]
    call.full_clean()
    call.save()
    day = hospital.today + timedelta(days=item["opens"])
    hospital.journeys.append(Journey(call, hospital.members[OFFICER], day))
    return call


def _work(hospital: Hospital, call: Call, item: dict) -> Work:
    author = hospital.members[item["author"]]
    work = Work(call=call, author=author, kind=item.get("kind") or call.kinds.first().name, title=item["title"])
    work.text, work.agreed_to = item["text"].strip(), call.consent
    work.handed_in_at = call.opens_at + timedelta(hours=2)
    if "picture" in item:
        file = ContentFile((PICTURES / f"{item['picture']}.webp").read_bytes(), name=f"work-{item['picture']}.webp")
        facts = {"title": call.title, "description": item["description"], "people_agreed": False}
        work.picture = keep_picture(file, **facts, by=author)
        hospital.files.note(work.picture.file)
    work.full_clean()
    work.save()
    state = item.get("state", "live")
    day = max(timezone.localdate(call.opens_at) + timedelta(days=1), hospital.today - SHOWN_AFTER)
    hospital.journeys.append(Journey(work, author if state == "draft" else hospital.members[OFFICER], day, state))
    return work


def _round(hospital: Hospital, call: Call, earlier: dict[str, VoteRound], item: dict) -> VoteRound:
    vote_round = VoteRound(
        call=call,
        title=item["title"],
        opens_at=_at(hospital, item["opens"]),
        closes_at=_at(hospital, item["closes"]),
        choices=item["choices"],
        follows=earlier.get(item.get("follows")),
        finalists=item.get("finalists"),
    )
    vote_round.full_clean()
    vote_round.save()
    day = hospital.today + timedelta(days=item["opens"] - 1)
    hospital.journeys.append(Journey(vote_round, hospital.members[OFFICER], day))
    return vote_round


def _page(hospital: Hospital, item: dict, calls: dict[str, Call]) -> None:
    page = FestivalPage(
        title=item["title"],
        slug=item["slug"],
        summary=item["summary"],
        cover=hospital.pictures[item["cover"]],
        introduction=item["introduction"].strip(),
        starts_on=hospital.today + timedelta(days=item["starts"]),
        ends_on=hospital.today + timedelta(days=item["ends"]),
        show_in_menus=False,
    )
    page.activities = [FestivalActivity(activity=hospital.activities[slug]) for slug in item["activities"]]
    page.clubs = [FestivalClub(club=club) for club in ClubPage.objects.filter(slug__in=item["clubs"])]
    page.calls = [FestivalCall(call=calls[key]) for key in item["calls"]]
    page.articles = [FestivalArticle(article=found) for found in NewsPage.objects.filter(slug__in=item["articles"])]
    add_page(hospital, hospital.home, page, hospital.today + timedelta(days=item["starts"] - 1))
