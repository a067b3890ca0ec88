"""Why an act on people is refused; the view turns it into a sentence."""

from django.utils.translation import gettext_lazy as _


class Refused(Exception):
    """`sentence` is for the screen."""

    sentence = _("This cannot be done now.")

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
