"""Why an act of an organiser is refused, beside what `signups.errors` knows."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..errors import SignUpRefused, at


class ChangedMeanwhile(SignUpRefused):
    sentence = _("Somebody has changed this meanwhile, and nothing was done twice. Look at it again.")


class AnotherOffering(SignUpRefused):
    sentence = _("That is a date of something else. Take them off here and sign them up there.")


class NoPlaceThere(SignUpRefused):
    sentence = _("No place is free on that date; here they have one. Nothing was changed.")


class NobodyToTell(SignUpRefused):
    sentence = _("There is nobody to tell.")


class SaidAlready(SignUpRefused):
    """The page before the answer keeps what was sent, and sends it once more."""

    def __init__(self, sent_at):
        super().__init__(
            gettext("They all got this message on %(moment)s; it was not sent again. Change it, or wait a few minutes.")
            % {"moment": at(sent_at)}
        )
