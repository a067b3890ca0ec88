from django.utils.translation import gettext_lazy as _

from approval.errors import DecisionRefused


class FileInUse(DecisionRefused):
    """A file that something public or submitted uses was about to be replaced or deleted."""

    sentence = _("Something that is public or waiting for approval uses this file.")

    def __init__(self, sentence=None, leads_to="wagtailadmin_home"):
        super().__init__(sentence)
        self.leads_to = leads_to
