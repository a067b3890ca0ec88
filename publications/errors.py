"""Why something about a published list is refused; the view turns it into a sentence."""

from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from approval.errors import DecisionRefused
from people.errors import Refused


class PublicationRefused(Refused):
    """An act on a published list or an objection."""


class AlreadyInEffect(PublicationRefused):
    sentence = _("This list has taken effect. What it decided is not changed by another one.")


class WaitsForApproval(PublicationRefused):
    sentence = _("The list waits for its approval. Withdraw it first, then it can be drafted anew.")


class NobodyOnTheList(PublicationRefused):
    sentence = _("There is nobody on the list.")


class NothingStands(PublicationRefused):
    sentence = _("No list stands here at present.")


class DaysOver(PublicationRefused):
    def __init__(self, ended_on):
        super().__init__(
            gettext("Objections were taken until %(day)s.") % {"day": date_format(ended_on, "MONTH_DAY_FORMAT")}
        )


class NotYoursToSee(PublicationRefused):
    """The view answers as if there were no such list."""

    sentence = _("There is no such list.")


class NothingSaid(PublicationRefused):
    sentence = _("Say in a sentence or more what you object to, and why.")


class NotOnTheList(PublicationRefused):
    sentence = _("This line no longer stands on the list. Choose again.")


class TooManyObjections(PublicationRefused):
    sentence = _(
        "You have written several objections to this list already, or today. Wait for an answer, or call the "
        "supervision telephone."
    )


class NotYoursToAnswer(PublicationRefused):
    """The view answers as if there were no such objection."""

    sentence = _("This objection is not yours to answer.")


class AnsweredAlready(PublicationRefused):
    sentence = _("This objection was answered or withdrawn already.")


class TakenUpAlready(PublicationRefused):
    sentence = _("Somebody else has taken up this objection. You may answer it all the same.")


class ReasonMissing(PublicationRefused):
    sentence = _("Give the reason: whoever objected reads it.")


class ChangeAfterEffect(DecisionRefused):
    """Where somebody approves it, Wagtail's own pages show the sentence."""

    sentence = _("This list has taken effect. What changes it is published as a list of its own.")
