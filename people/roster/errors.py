"""Why a roster is refused; the view, or the page of the import, shows the sentence."""

from django.utils.translation import gettext_lazy as _

from ..errors import Refused

# What of a fault's sentence was read in the cell.
OF_THE_CELL = {"text", "day"}


def _masked(text: str) -> str:
    return f"{text[:3]}****{text[-2:]}" if len(text) > 5 else f"{text[:1]}****"


class Fault(Exception):
    """A cell cannot be taken as it is. `sentence` says what is wrong and what to do, with `quoted` put in."""

    def __init__(self, sentence: str, **quoted):
        super().__init__(sentence)
        self.sentence = sentence
        self.quoted = quoted

    def __str__(self):
        return self.sentence % self.quoted

    def masked(self) -> str:
        """The same with no more of the cell than tells which it was."""
        hidden = {name: _masked(self.quoted[name]) for name in OF_THE_CELL & self.quoted.keys()}
        return self.sentence % (self.quoted | hidden)


class RosterRefused(Refused):
    """An act on an import is refused."""


class NotNow(RosterRefused):
    sentence = _("This import is at another step by now. Look at it again.")


class HasFaults(RosterRefused):
    sentence = _("The roster has faulty rows. Correct them in the file and choose it again; nothing has been changed.")


class ManyLeave(RosterRefused):
    """More than a twentieth of the staff would leave, and nobody has confirmed how many."""

    sentence = _("More than 5 % of the staff would leave. Write how many leave to confirm it.")


class RosterChanged(RosterRefused):
    sentence = _("Somebody has changed people since this comparison. Compare again.")


class AnotherAtWork(RosterRefused):
    sentence = _("Another import is just being applied or undone. Wait until it is done.")


class NotTheLast(RosterRefused):
    sentence = _("Only the last import that was applied can be undone.")


class TooOld(RosterRefused):
    sentence = _("This import can no longer be undone: the old values are kept for 30 days after the upload.")
