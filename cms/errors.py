from django.utils.translation import gettext_lazy as _

from approval.errors import DecisionRefused


class FileInUse(DecisionRefused):
    """A file that something public or submitted uses was about to be replaced or deleted."""

    sentence = _("Something that is public or waiting for approval uses this file.")
    leads_to = "wagtailadmin_home"
