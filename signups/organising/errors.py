"""Why an act of an organiser is refused, beside what `signups.errors` knows."""

from django.utils.translation import gettext_lazy as _

from ..errors import SignUpRefused


class ChangedMeanwhile(SignUpRefused):
    sentence = _("Somebody has changed this meanwhile, and nothing was done twice. Look at it again.")


class AnotherOffering(SignUpRefused):
    sentence = _("That is a date of something else. Take them off here and sign them up there.")


class NoPlaceThere(SignUpRefused):
    sentence = _("No place is free on that date; here they have one. Nothing was changed.")


class NobodyToTell(SignUpRefused):
    sentence = _("There is nobody to tell.")
