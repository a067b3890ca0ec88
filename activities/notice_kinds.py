"""What members and leaders of clubs are told, and whoever keeps the list of an activity."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from notices.kinds import Kind, Wording

VENUE_TAKEN = Kind(
    "activities.venue_taken",
    _("A venue is taken"),
    {
        "": Wording(
            _("Without its venue: %(title)s"),
            _("%(venue)s is taken on %(dates)s. Choose another hour or another venue for these dates."),
        )
    },
)
OUT_OF_STEP = Kind(
    "activities.out_of_step",
    _("Dates that differ from the series"),
    {
        "": Wording(
            _("To be decided: %(title)s"),
            ngettext_lazy(
                "The series was changed. %(count)d date with sign-ups stays as it was and waits for you.",
                "The series was changed. %(count)d dates with sign-ups stay as they were and wait for you.",
                "count",
            ),
        )
    },
)
MEMBERS_LEFT = Kind(
    "activities.members_left",
    _("Left a club"),
    {
        "": Wording(
            ngettext_lazy(
                "%(count)d person has left the club “%(club)s”",
                "%(count)d people have left the club “%(club)s”",
                "count",
            ),
            _("They no longer work in the hospital: %(names)s."),
        )
    },
)
LEFT_CLUB = Kind(
    "activities.left_club",
    _("A club member left"),
    {"": Wording(_("%(name)s has left the club “%(club)s”"), _("The place goes to the next who waits."))},
    optional=True,
)
RENEWAL = Kind(
    "activities.renewal",
    _("Renewal of a club membership"),
    {
        "": Wording(
            _("Do you stay in the club “%(club)s”?"),
            _("Say so on the page of the club by %(day)s, with one press. Whoever has not by then leaves the club."),
        ),
        "last_days": Wording(
            _("Still to be answered: do you stay in the club “%(club)s”?"),
            _("The last day is %(day)s. One press on the page of the club is enough; without it you leave the club."),
        ),
    },
    urgent=True,
)
RENEWAL_CLOSED = Kind(
    "activities.renewal_closed",
    _("A renewal is over"),
    {
        "": Wording(
            _("The renewal of the club “%(club)s” is over"),
            ngettext_lazy(
                "%(count)d club member has not answered and has left. You can bring them back for %(days)d days.",
                "%(count)d club members have not answered and have left. You can bring them back for %(days)d days.",
                "count",
            ),
        )
    },
)
ANNOUNCEMENT = Kind("activities.announcement", _("Announcement of a club"), optional=True)
LEADER_LEFT = Kind(
    "activities.leader_left",
    _("A club leader left"),
    {
        "": Wording(
            _("The page of the club “%(club)s” names a leader who has left"),
            _(
                "%(names)s no longer works in the hospital. Name somebody else on the page; requests to join go to the "
                "remaining leaders, or to the office if there are none."
            ),
        )
    },
)
KINDS = [MEMBERS_LEFT, VENUE_TAKEN, OUT_OF_STEP, LEFT_CLUB, RENEWAL, RENEWAL_CLOSED, ANNOUNCEMENT, LEADER_LEFT]
# What the places of these texts are called.
PLACES = {
    "club": _("club"),
    "names": _("names"),
    "venue": _("venue"),
    "dates": _("dates"),
    "day": _("last day"),
    "days": _("number of days"),
}
