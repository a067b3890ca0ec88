"""What is kept about people's part in clubs, for the registry."""

from django.utils.translation import gettext_lazy as _

from people.models import Member
from people.privacy.registry import Fact, facts_of, keeps, on_emptying

from ..models import ClubAnnouncement, ClubRole, RenewalAnswer


def register() -> None:
    keeps(
        key="activities.roles",
        name=_("Duties in clubs"),
        contents=_("Which duties you have or had in clubs, from when until when."),
        purpose=_("The club knows who does what."),
        period=_("For good as a figure; without your name once your data is emptied."),
        seen_by=_(
            "Signed-in staff on the page of the club, while you have the duty; the leaders and the office later."
        ),
        models=("activities.ClubRole",),
        rows=lambda member: ClubRole.objects.filter(membership__member=member).select_related("membership__club"),
        describe=lambda role: [
            Fact("club", _("club"), role.membership.club.title),
            *facts_of(role, "duty", "starts_on", "ends_on"),
        ],
    )
    keeps(
        key="activities.renewals",
        name=_("Renewals of club memberships"),
        contents=_("In which renewals you have said that you stay, and which you opened as a leader."),
        purpose=_("Places in clubs are for those who use them."),
        period=_("For good as a figure; without your name once your data is emptied."),
        seen_by=_("Yourself, the leaders of the club and the union office."),
        models=("activities.RenewalAnswer", "activities.ClubRenewal"),
        rows=lambda member: RenewalAnswer.objects.filter(membership__member=member).select_related("renewal__club"),
        describe=lambda answer: [
            Fact("renewal", _("renewal"), str(answer.renewal)),
            *facts_of(answer, "answered_at"),
        ],
    )
    keeps(
        key="activities.announcements",
        name=_("Announcements to clubs"),
        contents=_("What you have announced to the members of a club that you lead."),
        purpose=_("Club members can read it again."),
        period=_("As long as there is the club; without its words once your data is emptied."),
        seen_by=_("The members of the club and the union office."),
        models=("activities.ClubAnnouncement",),
        rows=lambda member: ClubAnnouncement.objects.filter(by=member).select_related("club"),
        describe=lambda said: facts_of(said, "club", "subject", "text", "made_at"),
    )
    on_emptying(empty)


def empty(member: Member) -> None:
    """Take the words of announcements away; that there was one stays."""
    ClubAnnouncement.objects.filter(by=member).update(subject="", text="")
