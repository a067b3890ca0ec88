"""Why a code is not issued, or opens nothing; the view shows the sentence."""

from django.utils.translation import gettext_lazy as _

from ..errors import Refused


class MayNotIssue(Refused):
    sentence = _("Only administrators issue sign-in codes.")


class MayDoMore(Refused):
    """Whoever could sign in as somebody with more rights would have them."""

    sentence = _("Some of these may do more than you, such as approve. Nobody issues a code for such an account.")


class NoAccount(Refused):
    sentence = _("Some of these have no active account any more. Look at the list again.")


class IssuedMeanwhile(Refused):
    sentence = _("Codes for some of these have been issued a moment ago. Those are the valid ones; look again.")


class TooManySlips(Refused):
    sentence = _("These are too many for one sheet.")


class WrongTextCode(Refused):
    """One sentence for all reasons, as for `WrongCode`."""

    sentence = _("This is not the code, or it is older than ten minutes. Look at the SMS again, or ask for another.")


class WrongCode(Refused):
    """One sentence for all reasons: it tells nobody which numbers and codes exist."""

    sentence = _(
        "The number and the code do not fit, or the code is used or expired. Look at the slip once more, or ask the "
        "union office for a new one."
    )
