"""Who is told of applications for membership: the administrators that somebody waits, the applicant what came of it."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from people.models import Member, MembershipApplication, Role

from .actions import notify
from .kinds import Kind, Wording

State = MembershipApplication.State
APPLIED = Kind(
    "notices.membership_applied",
    _("application for membership"),
    {
        "": Wording(
            _("%(name)s applies for membership of the union"), _("The application waits for your decision in the desk.")
        )
    },
)
DECIDED = Kind(
    "notices.membership_decided",
    _("decision on an application for membership"),
    {
        "accepted": Wording(_("You are a member of the union now"), _("Your application has been accepted. Welcome!")),
        "refused": Wording(
            _("Your application for membership was not accepted"), _("The union office says: %(remark)s")
        ),
    },
    digestible=False,
    personal=True,
)


def tell_of_application(application: MembershipApplication) -> None:
    """Nobody is told of what they have done themselves: who withdraws knows it."""
    if application.state == State.OPEN:
        notify(
            Member.objects.holding(Role.ADMINISTRATOR).exclude(pk=application.member_id),
            kind=APPLIED.code,
            key=f"{APPLIED.code}.{application.pk}",
            places={"name": application.member.name},
            link=reverse("membership_application", args=[application.pk]),
        )
    elif application.state in (State.ACCEPTED, State.REFUSED):
        notify(
            [application.member],
            kind=DECIDED.code,
            key=f"{DECIDED.code}.{application.pk}",
            wording=application.state,
            places={"remark": application.remark},
            link=reverse("my_membership"),
        )
