"""What this room keeps about people, for the registry."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.privacy.registry import Entry, Fact, facts_of, forgets, keeps
from people.privacy.subjects import register_subjects

from .models import Contest, Player, Result, RosterChange, Team

# Who played for whom is of use for the file of the contest and for the next ones; after that the results say enough.
ROSTERS_KEPT_FOR = timedelta(days=3 * 365)


def _player(player: Player) -> Entry:
    contest, team = player.team.contest, player.team
    return [
        Fact("contest", _("contest"), contest.title),
        Fact("team", _("team"), team.name),
        *facts_of(player, "is_substitute", "state", "named_at"),
    ]


def _team(team: Team) -> Entry:
    return facts_of(team, "contest", "name", "state", "made_at")


def _change(change: RosterChange) -> Entry:
    return facts_of(change, "team", "act", "reason", "at")


def _result(result: Result) -> Entry:
    words = Fact("result", _("result"), result.in_words)
    return [Fact("fixture", _("fixture"), str(result.fixture)), words, *facts_of(result, "entered_at")]


def forget_expired() -> int:
    """Delete the rosters of contests that ended long ago; teams and results stay. Returns how many rows went."""
    last = timezone.localdate() - ROSTERS_KEPT_FOR
    gone, _by_model = Player.objects.filter(contest__ends_on__lt=last).delete()
    changes, _by_model = RosterChange.objects.filter(team__contest__ends_on__lt=last).delete()
    return gone + changes


def register() -> None:
    keeps(
        key="contests.players",
        name=_("Rosters of teams"),
        contents=_("For which teams you were named, whether you declined, and late changes with their reason."),
        purpose=_("The other teams know against whom they play, and the organiser who is there."),
        period=_("3 years after the contest."),
        seen_by=_("All staff, on the page of the team; why a roster was changed late, the team and the organiser."),
        models=("contests.Player",),
        rows=lambda member: member.played_in.select_related("team__contest").order_by("-pk"),
        describe=_player,
    )
    keeps(
        key="contests.changes",
        name=_("Late changes of rosters"),
        contents=_("That the organiser put you on a roster, or took you off, after it had closed, and why."),
        purpose=_("Whoever loses to a changed team can read why it was changed."),
        period=_("3 years after the contest."),
        seen_by=_("The team and the organiser."),
        models=("contests.RosterChange",),
        rows=lambda member: RosterChange.objects.filter(member=member).select_related("team"),
        describe=_change,
    )
    keeps(
        key="contests.teams",
        name=_("Teams that you lead"),
        contents=_("Which teams you have entered as their captain."),
        purpose=_("Players and organiser know whom to ask."),
        period=_("For good, as the history of the contest; without your name once your data is emptied."),
        seen_by=_("All staff."),
        models=("contests.Team",),
        rows=lambda member: member.teams_led.select_related("contest").order_by("-pk"),
        describe=_team,
    )
    keeps(
        key="contests.results",
        name=_("Results that you entered"),
        contents=_("Which results you have entered or confirmed, and which programmes and honours you have made."),
        purpose=_("Whoever doubts a result knows whom to ask."),
        period=_("For good, with the results; without your name once your data is emptied."),
        seen_by=_("The captains of both teams and the organiser."),
        models=("contests.Result", "contests.Performance", "contests.Programme", "contests.Award"),
        rows=lambda member: Result.objects.filter(entered_by=member).select_related("fixture__home", "fixture__away"),
        describe=_result,
    )
    keeps(
        key="contests.contacts",
        name=_("Contact person of a contest"),
        contents=_("Which contests name you as the contact person who keeps teams, fixtures and results."),
        purpose=_("Captains know whom to ask."),
        period=_("Until the contest names somebody else."),
        seen_by=_("Everybody: it stands with the contest, which was approved."),
        models=("contests.Contest",),
        rows=lambda member: Contest.objects.filter(contact=member),
        describe=lambda contest: facts_of(contest, "title"),
    )
    forgets("contests", forget_expired)
    register_subjects(contests__rosters=_("rosters of a contest"))
