"""Why something about a published list is refused; the view turns it into a sentence."""

from django.utils.translation import gettext_lazy as _


class PublicationRefused(Exception):
    """`sentence` is for the screen."""

    sentence = _("This cannot be done now.")

    def __init__(self, sentence=None):
        self.sentence = sentence or self.sentence
        super().__init__(str(self.sentence))

    def __str__(self):
        return str(self.sentence)


class AlreadyInEffect(PublicationRefused):
    sentence = _("This list has taken effect. What it decided is not changed by another one.")


class WaitsForApproval(PublicationRefused):
    sentence = _("The list waits for its approval. Withdraw it first, then it can be drafted anew.")


class NobodyOnTheList(PublicationRefused):
    sentence = _("There is nobody on the list.")
