"""Contests with teams of branches, and what they play."""

from datetime import timedelta

import factory
from django.utils import timezone

from contests.fixtures.making import make_fixtures
from contests.models import Contest, ContestEvent, Fixture
from contests.planning import plan_contest
from contests.teams.entering import enter_team

from .editorial import EditorialFactory
from .people import BranchFactory, MemberFactory, UnionGroupFactory


class ContestFactory(EditorialFactory):
    """A league of branches whose entries are open, a win worth 2 and a loss 1; `events` are names of ranked events."""

    class Meta:
        model = Contest

    title = factory.Sequence(lambda n: f"气排球联赛{n + 1}")
    sport = "气排球"
    summary = "以分会为单位报名。"
    rules = "<p>每场三局两胜。</p>"
    place = "东院体育馆"
    starts_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=14))
    ends_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=28))
    entries_close_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=7))
    rosters_close_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=10))
    events = ()

    @classmethod
    def _save(cls, model_class, by, fields):
        events = fields.pop("events")
        contest = model_class(**fields)
        contest.events = [ContestEvent(name=name, sort_order=place) for place, name in enumerate(events)]
        contest.save()
        return contest

    @classmethod
    def _create(cls, model_class, *args, listed=False, **fields):
        contest = super()._create(model_class, *args, listed=listed, **fields)
        if listed:
            # What publishing would have done.
            plan_contest(contest)
        return contest


def make_captain(**fields):
    """Return a member of a branch of their own."""
    return MemberFactory(union_group=UnionGroupFactory(branch=BranchFactory()), **fields)


def make_team(contest, captain=None, name=""):
    """Return a team that has entered; the captain is one of a branch of its own."""
    captain = captain or make_captain()
    return enter_team(captain, contest, name=name or f"{captain.union_group.branch.name}队")


def make_league(teams=4, **fields):
    """Return a contest with so many teams and its fixtures, drawn with the same seed each time."""
    contest = ContestFactory(listed=True, **fields)
    for _number in range(teams):
        make_team(contest)
    make_fixtures(contest, MemberFactory(), seed="一")
    return contest, list(Fixture.objects.filter(contest=contest).with_teams().in_order())
