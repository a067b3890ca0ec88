"""Why a decision is refused. Each is a permission error to Wagtail, whose screens then show the sentence."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _


class DecisionRefused(PermissionDenied):
    sentence = _("This cannot be decided now.")

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
