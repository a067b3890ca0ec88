"""Why something about a club is refused; the view turns it into a sentence."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from signups.errors import SignUpRefused


class NotAMember(SignUpRefused):
    sentence = gettext_lazy("This person does not belong to the club any more.")


class DutyHeld(SignUpRefused):
    sentence = gettext_lazy("They have this duty already in that time.")


class DutyEnded(SignUpRefused):
    sentence = gettext_lazy("This duty has ended already.")


class NotARenewalDay(SignUpRefused):
    def __init__(self, days: int):
        super().__init__(
            ngettext(
                "Leave everybody at least %(days)d day to answer.",
                "Leave everybody at least %(days)d days to answer.",
                days,
            )
            % {"days": days}
        )


class RenewalRuns(SignUpRefused):
    sentence = gettext_lazy("A renewal of this club is going on already.")


class RenewalOver(SignUpRefused):
    sentence = gettext_lazy("This renewal is over. Ask the leader of the club.")


class NobodyToAsk(SignUpRefused):
    sentence = gettext_lazy("The club has no members who could be asked.")


class TooLateToBringBack(SignUpRefused):
    sentence = gettext_lazy("The days in which they could be brought back are over. They can ask to join again.")


class SaidAlready(SignUpRefused):
    def __init__(self, moment):
        super().__init__(
            _("The club was told exactly this on %(moment)s; it was not sent again.")
            % {"moment": date_format(timezone.localtime(moment), "n/j H:i")}
        )


class TooManyAnnouncements(SignUpRefused):
    def __init__(self, count: int):
        super().__init__(
            _("The club has had %(count)d announcements in the last 24 hours, and gets no more before tomorrow.")
            % {"count": count}
        )
