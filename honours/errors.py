"""Why something about an honour is refused; the view turns it into a sentence."""

from django.utils.translation import gettext_lazy as _

from people.errors import Refused


class HonourRefused(Refused):
    """An act on an honour."""


class HonourWaits(HonourRefused):
    sentence = _("The honour waits for its approval. Withdraw it first, then its list can be published for objection.")
