"""A team enters by the sign-up of its captain: places, waiting list and withdrawal are those of `signups/`."""

from uuid import UUID

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from notices.actions import notify
from people.models import Member
from signups.actions.giving_back import cancel
from signups.actions.signing_up import sign_up
from signups.errors import NotOffered
from signups.locking import lock_session, patiently
from signups.models import SignUp

from ..errors import NameTaken, NoPart, NotYourTeam, PartHasTeam, TeamWithdrawn
from ..models import Contest, Player, Team
from ..notice_kinds import OFF_ROSTER, WITHDRAWN
from ..rules import field_of, keepers_of, live_team_of, part_of

LONGEST_NAME = Team._meta.get_field("name").max_length


@patiently
def enter_team(captain: Member, contest: Contest, *, name: str, attempt: UUID | None = None) -> Team:
    """Enter the team of a captain's branch, group or department; returns it as it is then, with a place or waiting.

    Raises:
        NoPart, PartHasTeam, NameTaken, NotOffered
        SignUpRefused: as `sign_up` does, such as outside the window.
    """
    session = contest.entry_session
    if session is None:
        raise NotOffered
    session = lock_session(session.pk)
    part = part_of(contest, captain)
    if part is None:
        raise NoPart(contest)
    there = live_team_of(contest, part)
    if there and attempt and there.captain_id == captain.pk and there.sign_up and there.sign_up.attempt == attempt:
        return there
    if there:
        raise PartHasTeam(there)
    check_name(contest, name)
    [row] = sign_up(captain, session, attempt=attempt)
    # It has followed the sign-up, under the name that is usual.
    team = Team.objects.get(sign_up=row)
    team.name = name
    team.save(update_fields=["name"])
    return team


def check_name(contest: Contest, name: str, *, of: Team | None = None) -> None:
    """Raises NameTaken."""
    others = Team.objects.live().filter(contest=contest, name=name)
    if others.exclude(pk=of and of.pk).exists():
        raise NameTaken


def _make_team(contest: Contest, row: SignUp) -> None:
    """Write down the team of whom a sign-up is the captain's."""
    part = part_of(contest, row.member)
    state = Team.State.ENTERED if row.is_granted else Team.State.ASKED
    Team.objects.create(
        contest=contest,
        captain=row.member,
        sign_up=row,
        state=state,
        name=_usual_name(contest, str(part)),
        **{field_of(part): part},
    )


def _usual_name(contest: Contest, part: str) -> str:
    """Return a name that no other team has: that of the part, with a number where need be."""
    usual = _("Team of %(part)s") % {"part": Truncator(part).chars(LONGEST_NAME - 8)}
    taken = set(Team.objects.live().filter(contest=contest).values_list("name", flat=True))
    return next(
        name for number in range(1, len(taken) + 2) if (name := usual + f" {number}" * (number > 1)) not in taken
    )


def follow_sign_ups(contest: Contest, sign_ups: list[SignUp]) -> None:
    """Let teams follow what became of the sign-ups of their captains; each has its team from the first, so that no two
    of one part wait. Under the lock, in the transaction that made, granted or ended them.
    """
    teams = {team.sign_up_id: team for team in Team.objects.filter(sign_up__in=sign_ups).with_part()}
    for row in sign_ups:
        team = teams.get(row.pk)
        if row.is_live and team is None:
            _make_team(contest, row)
        elif row.is_granted and team.state == Team.State.ASKED:
            Team.objects.filter(pk=team.pk).update(state=Team.State.ENTERED)
        elif not row.is_live and team and team.is_live:
            _let_go(team)


def _let_go(team: Team) -> None:
    """The players of a team that has withdrawn may play for another one, and hear of it; so do the keepers."""
    was_in = team.is_entered
    Team.objects.filter(pk=team.pk).update(state=Team.State.WITHDRAWN)
    players = list(Player.objects.named().filter(team=team).select_related("member"))
    Player.objects.filter(pk__in=[each.pk for each in players]).update(state=Player.State.OFF)
    places = {"team": team.name, "title": team.contest.title}
    key, link = f"{OFF_ROSTER.code}.team.{team.pk}", team.contest.url
    told = [each.member for each in players if each.member_id != team.captain_id]
    notify(told, kind=OFF_ROSTER.code, key=key, places=places, wording="withdrawn", link=link)
    if was_in and team.contest.fixtures.of_team(team).exists():
        key = f"{WITHDRAWN.code}.{team.pk}"
        notify(keepers_of(team.contest), kind=WITHDRAWN.code, key=key, places=places, link=link)


def withdraw_team(team: Team, by: Member) -> None:
    """Let its captain withdraw a team, or leave the waiting list; the place goes to the next.

    Raises:
        NotYourTeam, TeamWithdrawn
        SignUpRefused: as `cancel` does.
    """
    team = Team.objects.with_part().get(pk=team.pk)
    if team.captain_id != by.pk:
        raise NotYourTeam
    if not team.is_live or team.sign_up is None:
        raise TeamWithdrawn
    cancel(team.sign_up, by)


@patiently
def rename_team(team: Team, by: Member, name: str) -> Team:
    """Call a team otherwise. Raises NotYourTeam, TeamWithdrawn, NameTaken."""
    # Of a contest long ago the sign-up is forgotten.
    if team.sign_up is None:
        raise TeamWithdrawn
    lock_session(team.sign_up.session_id)
    team = Team.objects.with_part().get(pk=team.pk)
    if team.captain_id != by.pk:
        raise NotYourTeam
    if not team.is_live:
        raise TeamWithdrawn
    check_name(team.contest, name, of=team)
    team.name = name
    team.save(update_fields=["name"])
    return team
