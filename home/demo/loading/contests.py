"""Contests with teams, matches and results, by the verbs that the pages call."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from contests.fixtures.hours import set_hours
from contests.fixtures.making import add_fixture
from contests.fixtures.results import Score, enter_result
from contests.models import Contest, ContestEvent, Team
from contests.planning import plan_contest
from contests.teams.entering import enter_team
from contests.teams.rosters import name_player
from notices.models import Notice
from signups.notice_kinds import PLACED

from .content import read, still_ahead
from .hospital import Hospital
from .people import OFFICER
from .reviews import Journey, count_as_mailed

MATCH = timedelta(hours=1)


def load_contests(hospital: Hospital) -> str:
    """Make the contests, as drafts that travel through the review."""
    items = read("contests")["contest"]
    for item in items:
        contest = Contest(
            **{name: item[name] for name in ("title", "sport", "summary", "place", "entered_by", "plan")},
            **{name: item[name] for name in ("players_min", "players_max", "substitutes_max")},
            rules=item["rules"].strip(),
            picture=hospital.pictures[item["picture"]],
            club=hospital.clubs.get(item.get("club")),
            contact=hospital.members.get(item.get("contact")),
            teams_max=item.get("teams_max"),
            # Matches that have been played keep their days, and so does the first day of the contest.
            starts_on=still_ahead(item["starts_on"], hospital.today),
            ends_on=still_ahead(item["ends_on"], hospital.today),
            entries_close_at=_moved(item["entries_until"], item, hospital),
            rosters_close_at=_moved(item["rosters_until"], item, hospital),
        )
        contest.events = [ContestEvent(sort_order=place, **event) for place, event in enumerate(item.get("event", []))]
        contest.full_clean()
        contest.save()
        hospital.contests[item["slug"]] = contest
        hospital.journeys.append(Journey(contest, hospital.members[OFFICER], item["announced"]))
    return f"{len(items)} contests"


def load_matches(hospital: Hospital) -> str:
    """Enter teams, matches and results of the contests, which are live by now."""
    for item in read("contests")["contest"]:
        contest = Contest.objects.get(pk=hospital.contests[item["slug"]].pk)
        closes = {name: getattr(contest, name) for name in ("entries_close_at", "rosters_close_at")}
        # Teams entered while entries were open.
        later = timezone.now() + timedelta(days=1)
        _set(contest, entries_close_at=later, rosters_close_at=later)
        teams = {each["name"]: _enter(hospital, contest, each) for each in item["team"]}
        _set(contest, **closes)
        for match in item.get("match", []):
            _play(hospital, contest, teams, match, item)
    settled = Notice.objects.filter(Q(kind__startswith="contests.") | Q(kind=PLACED.code))
    settled.update(read_at=timezone.now())
    count_as_mailed(settled, timezone.now())
    return f"{Team.objects.count()} teams"


def _set(contest: Contest, **moments) -> None:
    for name, moment in moments.items():
        setattr(contest, name, moment)
    Contest.objects.filter(pk=contest.pk).update(**moments)
    plan_contest(contest)


def _enter(hospital: Hospital, contest: Contest, item: dict) -> Team:
    captain = hospital.members[item["players"][0]]
    team = enter_team(captain, contest, name=item["name"])
    for number in item["players"]:
        name_player(team, hospital.members[number], captain)
    for number in item.get("substitutes", []):
        name_player(team, hospital.members[number], captain, is_substitute=True)
    return team


def _play(hospital: Hospital, contest: Contest, teams: dict[str, Team], match: dict, item: dict) -> None:
    keeper = hospital.members[item["contact"]]
    home, away = (teams[name] for name in match["teams"])
    fixture = add_fixture(contest, keeper, home=home, away=away, round=match["round"])
    begins = _moved(match["begins"], item, hospital)
    fixture = set_hours(fixture, keeper, starts_at=begins, ends_at=begins + MATCH, venue=None, place=contest.place)
    if "score" in match:
        enter_result(fixture, keeper, Score(*match["score"], details=match["details"]))


def _moved(moment: datetime, item: dict, hospital: Hospital) -> datetime:
    """Return a local moment, as far ahead of today as it was when the texts were written."""
    ahead = still_ahead(moment.date(), hospital.today) - moment.date()
    return timezone.make_aware(moment + ahead)
