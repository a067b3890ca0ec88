"""Why an act on somebody's membership is refused."""

from django.utils.translation import gettext_lazy as _

from ..errors import Refused


class IsMember(Refused):
    sentence = _("Whoever is a member already does not join once more.")


class IsNoMember(Refused):
    sentence = _("Only who is a member moves out.")


class NotOnTheStaff(Refused):
    sentence = _("Only who works in the hospital now becomes a member.")


class AppliedAlready(Refused):
    sentence = _("An application is waiting for a decision already.")


class NotWaiting(Refused):
    sentence = _("This application has been decided on or withdrawn meanwhile.")


class OwnApplication(Refused):
    sentence = _("Nobody decides on their own application; ask another administrator.")


class OwnMembership(Refused):
    sentence = _("Nobody enters changes of their own membership; ask another administrator.")


class RemarkMissing(Refused):
    sentence = _("Say why: the applicant reads it.")


class AfterToday(Refused):
    sentence = _("It happened today or before; what is still to come is entered on its day.")


class BeforeLastChange(Refused):
    sentence = _("The record has a change on a later day. Look at it first; the days follow each other.")


class IsWaiting(Refused):
    sentence = _("An application of this person is waiting. Decide on it first.")
