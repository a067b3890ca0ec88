"""Why a decision is refused. `middleware.RefusalMiddleware` shows the sentence where a view of Wagtail asked.

They are no permission errors: for those Wagtail's admin has one sentence of its own.
"""

from django.utils.translation import gettext_lazy as _


class DecisionRefused(Exception):
    sentence = _("This cannot be decided now.")
    # The name of the address that the sentence is shown at, or the address.
    leads_to = "approval_queue"

    def __init__(self, sentence=None):
        self.sentence = sentence or self.sentence
        super().__init__(str(self.sentence))


class SubmissionRefused(DecisionRefused):
    """The draft stays saved, what was sent back stays sent back."""


class UnderReview(DecisionRefused):
    sentence = _("It has been submitted. This can be changed until then, and again when it comes back.")


class AlreadyDecided(DecisionRefused):
    sentence = _("Somebody else has already decided this, or it was withdrawn.")


class NotYoursToDecide(DecisionRefused):
    """The sentence says why, where it is known: see `standing_aside.why_not`."""

    sentence = _("This is not yours to decide.")


class RemarkMissing(DecisionRefused):
    sentence = _("Say in a remark what should be changed.")


class ContentsInvalid(DecisionRefused):
    sentence = _("Something that publishing needs is missing. Send it back to be completed.")


class ItemsWaitHere(DecisionRefused):
    sentence = _("Items wait at this stage. Decide on them first, or let their authors withdraw them.")


class NotReviewed(DecisionRefused):
    sentence = _("This would have gone public without a review by another person, so it did not.")


class NotYoursToTakeDown(DecisionRefused):
    sentence = _("Only the chair and the deputy chairs take down what is public.")


class NotPublic(DecisionRefused):
    sentence = _("It is not public any more.")


class NotYoursToUnschedule(DecisionRefused):
    sentence = _("Only the chair and the deputy chairs cancel an hour that was approved.")


class NothingScheduled(DecisionRefused):
    sentence = _("It has no hour any more: it was cancelled or changed, or it is public already.")
    leads_to = "approval_calendar"


class NotYoursToEnd(DecisionRefused):
    sentence = _("Only the two whom it concerns end a deputyship.")


class ContentsChanged(DecisionRefused):
    sentence = _("This is no longer what was submitted. Send it back to be submitted again.")


class NothingToErase(DecisionRefused):
    sentence = _("The texts of these records have already been erased.")


class ExpiredBeforePublication(DecisionRefused):
    sentence = _("Its hour of expiry has passed. Send it back, so that the author sets another one.")


class NeverApproved(DecisionRefused):
    sentence = _("It has an hour, and nobody has approved it.")


class NotYoursToConfirm(DecisionRefused):
    sentence = _("You cannot confirm this: it is not public, or not yours to edit.")


class AlreadyUnderReview(DecisionRefused):
    sentence = _("It has been submitted already.")


class NotYoursToSubmit(DecisionRefused):
    sentence = _("You may not submit this: it is not yours to edit, or somebody has locked it.")


class DraftIncomplete(DecisionRefused):
    sentence = _("Something that publishing needs is missing. Complete it in the editor.")


class NoWorkflow(DecisionRefused):
    sentence = _("No workflow of approval belongs to it.")


class NothingToSubmit(DecisionRefused):
    sentence = _("There is nothing to submit.")


class TooManyItems(DecisionRefused):
    sentence = _("So many are not submitted together. Submit them in several parts.")


class NotYoursToWithdraw(DecisionRefused):
    sentence = _("Only whoever submitted it withdraws it.")
