"""Why an act on people is refused; the view turns it into a sentence."""

from django.utils.translation import gettext_lazy as _


class OwnRole(Exception):
    sentence = _("Nobody gives a role to themselves; ask another administrator.")
