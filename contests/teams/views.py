"""The pages of captains and players."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from people.models import Member
from signups.errors import SignUpRefused
from signups.naming import find_people

from ..access import contest_for
from ..board import Board
from ..models import Player, Team
from ..own_section import own_teams
from ..rules import keeps_contest, leads_part, part_of, people_of
from .entering import enter_team, rename_team, withdraw_team
from .forms import EnterForm, NameForm, ReasonForm, RosterForm, SeatForm
from .rosters import decline, name_player, seat, take_off


@dataclass(frozen=True)
class Outcome:
    """What became of one who was ticked or pasted; `sentence` says why not."""

    words: str
    sentence: str = ""


@login_required
def my_teams(request):
    """The teams that one plays for or leads, and those of the branch, group or department that one leads."""
    context = {
        "own": own_teams(request.user),
        "led": Team.objects.of_parts_led_by(request.user).filter(contest__live=True).with_part().with_numbers(),
        "member": request.user,
    }
    return render(request, "contests/teams/my_teams.html", context)


@login_required
def enter(request, pk):
    """Enter the team of one's own branch, group or department."""
    contest = contest_for(request.user, pk)
    part = part_of(contest, request.user)
    form = EnterForm(part, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            team = enter_team(request.user, contest, **form.cleaned_data)
            said = _("Your team is in. Now name its players.")
            if not team.is_entered:
                said = _("Your team is entered and waits for a place. You can name its players already.")
            messages.success(request, said)
            return redirect("team_roster", pk=team.pk)
        except SignUpRefused as refusal:
            form.add_error(None, str(refusal))
    context = {"contest": contest, "part": part, "form": form}
    return render(request, "contests/teams/enter.html", context, status=422 if form.errors else 200)


def _team_or_404(pk: int, reader) -> Team:
    team = get_object_or_404(Team.objects.with_part(), pk=pk)
    contest_for(reader, team.contest_id)
    return team


def _for_its_captain(request, pk: int) -> Team:
    """Return a team to its captain, or to who keeps the contest; 404 for others."""
    team = _team_or_404(pk, request.user)
    if team.captain_id != request.user.pk and not keeps_contest(team.contest, request.user):
        raise Http404
    return team


@login_required
def team(request, pk):
    """One team: who plays, what it plays next, how it did."""
    found = _team_or_404(pk, request.user)
    players = list(found.players.named().with_people().in_order())
    keeps = keeps_contest(found.contest, request.user)
    sees = keeps or found.captain_id == request.user.pk or leads_part(found.part, request.user)
    board = Board(found.contest)
    context = {
        "team": found,
        "contest": found.contest,
        "players": players,
        "mine": next((each for each in players if each.member_id == request.user.pk), None),
        "is_captain": found.captain_id == request.user.pk,
        "may_change": keeps or (found.captain_id == request.user.pk and not found.contest.rosters_are_closed),
        "changes": found.changes.select_related("member", "by") if sees else [],
        "fixtures": [each for each in board.fixtures if found.pk in (each.home_id, each.away_id)],
    }
    return render(request, "contests/teams/team.html", context)


@login_required
def roster(request, pk):
    """The roster form: who is on it, and whom the captain names beside."""
    found = _for_its_captain(request, pk)
    words = request.GET.get("q", "").strip()
    form = RosterForm(found, words, request.POST or None)
    outcomes = []
    if request.method == "POST" and form.is_valid():
        outcomes, words = _name_all(found, request.user, form), ""
        form = RosterForm(found)
    players = list(found.players.exclude(state=Player.State.OFF).with_people().in_order())
    context = {
        "team": found,
        "contest": found.contest,
        "players": [each for each in players if each.is_named],
        "declined": [each for each in players if not each.is_named],
        "form": form,
        "numbers": Team.objects.with_numbers().get(pk=found.pk),
        "words": words,
        "outcomes": outcomes,
        "named": sum(not outcome.sentence for outcome in outcomes),
        "keeps": keeps_contest(found.contest, request.user),
        "is_captain": found.captain_id == request.user.pk,
        "name_form": NameForm(initial={"name": found.name}),
    }
    return render(request, "contests/teams/roster.html", context, status=422 if form.errors else 200)


def _name_all(team: Team, by: Member, form: RosterForm) -> list[Outcome]:
    how = {"is_substitute": form.cleaned_data["is_substitute"], "reason": form.cleaned_data.get("reason", "")}
    outcomes = [Outcome(member.name, _named(team, member, by, how)) for member in form.cleaned_data["people"]]
    rows = form.cleaned_data["names"]
    # A name of somebody else's branch says nothing about whether there is such a person.
    among = Member.objects.present() if team.contest.guests_allowed else people_of(team.part)
    find_people(rows, among, unknown=_("Nobody of %(part)s is called so.") % {"part": team.part})
    return outcomes + [Outcome(row.text, row.fault or _named(team, row.member, by, how)) for row in rows]


def _named(team: Team, member: Member, by: Member, how: dict) -> str:
    try:
        name_player(team, member, by, **how)
    except SignUpRefused as refusal:
        return str(refusal)
    return ""


@login_required
@require_POST
def rename(request, pk):
    """Call a team otherwise."""
    found = _for_its_captain(request, pk)
    form = NameForm(request.POST)
    if form.is_valid():
        _do(request, lambda: rename_team(found, request.user, form.cleaned_data["name"]), _("The name is changed."))
    return redirect("team_roster", pk=pk)


@login_required
def withdraw(request, pk):
    """Withdraw one's team, after a question."""
    found = _for_its_captain(request, pk)
    if request.method == "POST":
        if _do(request, lambda: withdraw_team(found, request.user), _("Your team has withdrawn.")):
            return redirect("contest", pk=found.contest_id)
        return redirect("team_roster", pk=pk)
    return render(request, "contests/teams/withdraw.html", {"team": found, "contest": found.contest})


def _player(request, pk: int) -> Player:
    player = get_object_or_404(Player.objects.select_related("team", "member"), pk=pk)
    _for_its_captain(request, player.team_id)
    return player


@login_required
@require_POST
def off(request, pk):
    """Take somebody off the roster."""
    player, form = _player(request, pk), ReasonForm(request.POST)
    if form.is_valid():
        said = _("%(name)s is off the roster, and is told.") % {"name": player.member.name}
        _do(request, lambda: take_off(player, request.user, **form.cleaned_data), said)
    return redirect("team_roster", pk=player.team_id)


@login_required
@require_POST
def seat_player(request, pk):
    """Make a player a substitute, or the other way round."""
    player, form = _player(request, pk), SeatForm(request.POST)
    if form.is_valid():
        _do(request, lambda: seat(player, request.user, **form.cleaned_data), _("The roster is changed."))
    return redirect("team_roster", pk=player.team_id)


@login_required
@require_POST
def decline_place(request, pk):
    """Say that one does not play."""
    player = get_object_or_404(Player, pk=pk, member=request.user)
    _do(request, lambda: decline(player, request.user), _("You are off the roster, and the captain is told."))
    return redirect("team", pk=player.team_id)


def _do(request, act, done: str) -> bool:
    try:
        act()
    except SignUpRefused as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, done)
    return True
