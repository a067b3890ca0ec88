"""Who asks to join the clubs, who does what there, and what their leaders have announced: by the verbs of the pages."""

from uuid import uuid4

from django.utils import timezone

from activities.membership.announcing import announce
from activities.membership.joining import ask_to_join
from activities.membership.offering import follow_page
from activities.membership.roles import give_role
from activities.models import ClubMembership, ClubPage, ClubRole
from notices.models import Notice
from signups.actions.deciding import admit
from signups.errors import SignUpRefused
from signups.models import SignUp

from .content import read
from .hospital import Hospital
from .reviews import count_as_mailed


def load_club_life(hospital: Hospital) -> str:
    """Give everybody in a club their place there, and let some more ask."""
    for club in ClubPage.objects.live().order_by("pk"):
        follow_page(club)
    for item in read("club_life")["club"]:
        club = hospital.clubs[item["slug"]]
        leader = club.leaders.first().member
        for each in item["asks"]:
            _ask(hospital, club, each, item["admitted"], leader)
        for number, duty in item["duties"].items():
            membership = ClubMembership.objects.present().get(club=club, member=hospital.members[number])
            give_role(membership, ClubRole.Duty[duty.upper()], by=leader)
        if "said" in item:
            announce(club, by=leader, attempt=uuid4(), **item["said"])
    # It was said and read some time ago, so that no mail follows.
    now, said = timezone.now(), Notice.objects.filter(kind="activities.announcement")
    said.update(read_at=now)
    count_as_mailed(said, now)
    asking = SignUp.objects.requested().filter(session__starts_at=None).count()
    return f"{ClubRole.objects.count()} duties in clubs, and {asking} people who ask to join one"


def _ask(hospital: Hospital, club, each: dict, admitted: list[str], leader) -> None:
    try:
        asked = ask_to_join(hospital.members[each["member"]], club, note=each["note"])
    except SignUpRefused:
        # It depends on the day whether the club recruits.
        return
    if each["member"] in admitted:
        admit(asked, leader)
