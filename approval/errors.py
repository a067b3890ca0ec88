"""Why a decision is refused. `middleware.RefusalMiddleware` shows the sentence where a view of Wagtail asked.

They are no permission errors: for those Wagtail's admin has one sentence of its own.
"""

from django.utils.translation import gettext_lazy as _


class DecisionRefused(Exception):
    sentence = _("This cannot be decided now.")
    # The name of the address that the sentence is shown at.
    leads_to = "approval_queue"

    def __init__(self, sentence=None):
        self.sentence = sentence or self.sentence
        super().__init__(str(self.sentence))


class AlreadyDecided(DecisionRefused):
    sentence = _("Somebody else has already decided this, or it was withdrawn.")


class NotYoursToDecide(DecisionRefused):
    sentence = _("You cannot decide this: whoever worked on an item does not approve it.")


class RemarkMissing(DecisionRefused):
    sentence = _("Say in a remark what should be changed.")


class ContentsInvalid(DecisionRefused):
    sentence = _("Something that publishing needs is missing. Send it back to be completed.")
