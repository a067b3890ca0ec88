"""The people of a club, as its members and whoever keeps its list read them."""

from collections import defaultdict
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import Http404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from signups.looking import note_look_at_all
from signups.models import Session, SignUp
from signups.organising.listing import Line, in_groups, numbers_of, people_of

from ..models import ClubMembership, ClubPage, ClubRole
from .offering import session_of

PEOPLE_A_PAGE = 50
SIGN_UP = SignUp._meta.label_lower
SHOWN = {
    "requests": [SignUp.State.REQUESTED],
    "members": SignUp.GRANTED_STATES,
    "waiting": [SignUp.State.WAITING],
}


class MemberLine(Line):
    """One sign-up as the roll of a club has it: since when they belong to it, or asked to."""

    @property
    def is_requested(self) -> bool:
        return self.row.state == SignUp.State.REQUESTED

    @property
    def remarks(self) -> list[str]:
        return remarks_of(self.row) or super().remarks


def remarks_of(row: SignUp) -> list[str]:
    """Return what is said of somebody who belongs to the club, since when, or who has left it; of others nothing."""
    if row.granted_at and row.ended_at and row.ended_by_id == row.member_id:
        return [_("left the club on %(day)s") % {"day": date_format(timezone.localtime(row.ended_at), "Y-m-d")}]
    if not row.is_confirmed:
        return []
    said = [_("club member since %(day)s") % {"day": date_format(timezone.localtime(row.granted_at), "Y-m-d")}]
    if row.signed_up_by_id:
        said.append(_("by %(name)s") % {"name": row.signed_up_by.name})
    return said


@dataclass(frozen=True)
class Person:
    """One line of the roll, with the duties of that person."""

    line: Line
    duties: list[str]


def roll_of(club: ClubPage, request) -> dict:
    """Return what the roll shows whoever keeps it; the look at it is noted."""
    session = session_of(club)
    if session is None:
        # Nobody has ever been able to join it.
        raise Http404
    words, show = request.GET.get("q", ""), request.GET.get("show", "")
    ended = show == "left"
    rows = people_of(session, words=words, ended=ended)
    if show in SHOWN:
        rows = rows.filter(state__in=SHOWN[show])
    numbers = numbers_of(session)
    shown = Paginator(rows, PEOPLE_A_PAGE).get_page(request.GET.get("page"))
    note_look_at_all(request, SIGN_UP, session, shown.paginator.count)
    return {
        "session": session,
        "numbers": numbers,
        "chips": [
            ("requests", _("To be decided on")),
            ("members", _("Club members")),
            ("waiting", _("On the waiting list")),
            ("left", _("Ended")),
        ],
        "words": words,
        "show": show,
        "ended": ended,
        "shown": shown,
        "groups": _groups(club, session, list(shown.object_list)),
    }


def _groups(club: ClubPage, session: Session, rows: list[SignUp]) -> list[tuple[str, list[Person]]]:
    duties = _duties_by_member(club)
    found = []
    for group in in_groups(session, rows):
        lines = [MemberLine(line.row) for line in group.sign_ups]
        people = [Person(line, duties[line.row.member_id]) for line in lines]
        heading = _("Club members") if people[0].line.row.is_granted else group.heading
        found.append((heading, people))
    return found


def _duties_by_member(club: ClubPage) -> dict[int, list[str]]:
    held = ClubRole.objects.held_on(timezone.localdate()).filter(membership__club=club, membership__left_on=None)
    found = defaultdict(list)
    for role in held.select_related("membership"):
        found[role.membership.member_id].append(role.get_duty_display())
    return found


def names_of(club: ClubPage):
    """Return who belongs to a club, for its members: names alone are shown of them."""
    return ClubMembership.objects.present().filter(club=club).select_related("member").order_by("member__pinyin", "pk")
