"""Why an act is refused; the view turns it into a sentence. Each room has its own kinds of `Refused`."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


def at(moment: datetime) -> str:
    """Return a moment as sentences of refusals say it."""
    return date_format(timezone.localtime(moment), "n/j H:i")


class Refused(Exception):
    """`sentence` is for the screen: that of the kind, or one that says more."""

    sentence: str | Promise = _("This cannot be done now.")

    def __init__(self, sentence: str | Promise | None = None):
        if sentence is not None:
            self.sentence = sentence
        super().__init__(self.sentence)

    def __str__(self):
        return str(self.sentence)


class OwnRole(Refused):
    sentence = _("Nobody gives a role to themselves; ask another administrator.")


class LastAdministrator(Refused):
    sentence = _(
        "Nobody would be left who administers the site. Give the role of administrator to somebody else first."
    )


class StillHere(Refused):
    sentence = _("Only who left or died long enough ago is emptied.")


class StillNamed(Refused):
    sentence = _("Something public still names this person.")
