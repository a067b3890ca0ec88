"""What a member's own page and calendar show of teams and matches."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from people.models import Member
from people.own_page import MAIN, Dated, Section, register_dated, register_section

from .models import Fixture, Player, Team

TEAMS_SHOWN = 4


def own_teams(member: Member):
    """Return the live teams that a member leads or plays for, of contests that are not over, the next first."""
    plays = Player.objects.named().filter(team=OuterRef("pk"), member=member)
    found = Team.objects.live().filter(Q(captain=member) | Exists(plays), contest__live=True)
    return found.filter(contest__ends_on__gte=timezone.localdate()).with_part().order_by("contest__starts_on", "pk")


def own_section(request) -> dict | None:
    teams = list(own_teams(request.user)[: TEAMS_SHOWN + 1])
    if not teams:
        return None
    return {"teams": teams[:TEAMS_SHOWN], "has_more": len(teams) > TEAMS_SHOWN, "member": request.user}


def own_matches(member: Member, first: date, last: date) -> Iterator[Dated]:
    """Yield the matches of the teams that a member plays for or leads, those that were called off among them."""
    begin = timezone.make_aware(datetime.combine(first, time.min))
    end = timezone.make_aware(datetime.combine(last + timedelta(days=1), time.min))
    teams = Team.objects.live().filter(
        Q(captain=member) | Exists(Player.objects.named().filter(team=OuterRef("pk"), member=member))
    )
    found = Fixture.objects.filter(Q(home__in=teams) | Q(away__in=teams), contest__live=True)
    found = found.filter(session__starts_at__gte=begin, session__starts_at__lt=end)
    for fixture in found.select_related("contest", "home", "away", "home_from", "away_from", "session__venue"):
        session = fixture.session
        yield Dated(
            uid=f"session-{session.pk}",
            title=f"{fixture.contest.title}：{fixture}",
            begins=session.starts_at,
            ends=session.ends_at,
            place=session.where or fixture.contest.place,
            path=reverse("fixture", args=[fixture.pk]),
            sequence=session.sequence,
            changed_at=session.changed_at,
            is_cancelled=session.is_cancelled,
        )


def register() -> None:
    register_section(Section("teams", "contests/own/section.html", own_section, MAIN, order=25))
    register_dated("matches", own_matches)
