"""What this room keeps about people, for the registry."""

from django.utils.translation import gettext_lazy as _

from people.errors import StillNamed
from people.models import Member
from people.privacy.registry import facts_of, keeps, on_emptying

from .models import ClubLeader, RecurringActivity


def register() -> None:
    keeps(
        key="activities.memberships",
        name=_("Clubs"),
        contents=_("Which clubs you belong to or have belonged to, from when until when."),
        purpose=_("The club knows who belongs to it, and the union how many take part."),
        period=_("For good as a figure; without your name once your data is emptied."),
        seen_by=_("Yourself, the leaders of the club and the union office; your name alone the other members of it."),
        models=("activities.ClubMembership",),
        rows=lambda member: member.club_memberships.select_related("club"),
        describe=lambda membership: facts_of(membership, "club", "joined_on", "left_on"),
    )
    keeps(
        key="activities.leaders",
        name=_("Leading a club"),
        contents=_("Which clubs name you as a leader, with your duty there."),
        purpose=_("Whoever wants to join knows whom to ask, and leaders may edit the page of their club."),
        period=_("Until the page of the club names somebody else."),
        seen_by=_("Everybody: it stands on the page of the club, which was approved."),
        models=("activities.ClubLeader",),
        rows=lambda member: member.led_clubs.select_related("club"),
        describe=lambda leader: facts_of(leader, "club", "duty"),
    )
    keeps(
        key="activities.contacts",
        name=_("Contact person of an activity"),
        contents=_("Which activities name you as the contact person who keeps their lists."),
        purpose=_("Whoever has signed up knows whom to ask; of what is confidential nobody else sees the names."),
        period=_("Until the activity names somebody else."),
        seen_by=_("Everybody: it stands with the activity, which was approved."),
        models=("activities.RecurringActivity", "signups.Offering"),
        rows=lambda member: RecurringActivity.objects.filter(contact=member),
        describe=lambda activity: facts_of(activity, "title"),
    )
    on_emptying(refuse_while_a_page_names)


def refuse_while_a_page_names(member: Member) -> None:
    """Only an approval takes a name off a page; until then there is nothing to empty. Raises StillNamed."""
    if ClubLeader.objects.filter(member=member, club__live=True).exists():
        raise StillNamed
