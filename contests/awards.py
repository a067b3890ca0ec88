"""The first places of a contest become honours: drafts, which are approved like all others. Never twice."""

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from honours.models import Honour, HonourRecipient
from people.models import Member
from people.paper import letterhead
from people.strokes import in_order_of_strokes

from .board import Board
from .errors import AlreadyAwarded, NotOver
from .models import Award, Contest, Player, Team

PLACES = 3


@transaction.atomic
def draft_honours(contest: Contest, by: Member, *, name_members: bool = False) -> list[Honour]:
    """Draft a competition prize for each of the first three places; its recipients are the teams, or their players.

    Raises:
        AlreadyAwarded, NotOver
    """
    contest = Contest.objects.select_for_update(no_key=True).get(pk=contest.pk)
    if Award.objects.filter(contest=contest).exists():
        raise AlreadyAwarded
    board = Board(contest)
    if not board.is_complete:
        raise NotOver
    honours = []
    for place in range(1, PLACES + 1):
        teams = [team for rank, team in board.ranking if rank == place]
        if teams:
            honours.append(_draft(contest, place, teams, by, name_members=name_members))
    return honours


def _draft(contest: Contest, place: int, teams: list[Team], by: Member, *, name_members: bool) -> Honour:
    with translation.override(settings.LANGUAGE_CODE):
        ranks = {1: _("first prize"), 2: _("second prize"), 3: _("third prize")}
        honour = Honour(
            title=_("%(contest)s, %(rank)s") % {"contest": contest.title, "rank": ranks[place]},
            kind=Honour.Kind.COMPETITION,
            level=Honour.Level.HOSPITAL,
            rank=ranks[place],
            awarding_body=letterhead(),
            date=contest.ends_on,
            citation="、".join(team.name for team in teams) if name_members else "",
            by_strokes=name_members,
        )
    honour.recipients = _recipients(teams, name_members)
    honour.save()
    honour.save_revision(user=by, log_action=True)
    Award.objects.create(contest=contest, place=place, honour=honour, made_by=by)
    return honour


def _recipients(teams: list[Team], name_members: bool) -> list[HonourRecipient]:
    if not name_members:
        return [HonourRecipient(name=team.name, sort_order=place) for place, team in enumerate(teams)]
    players = Player.objects.named().filter(team__in=teams).select_related("member")
    named = in_order_of_strokes([player.member for player in players], name=lambda member: member.name)
    if not named:
        return _recipients(teams, name_members=False)
    return [HonourRecipient(member=member, sort_order=place) for place, member in enumerate(named)]
