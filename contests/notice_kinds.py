"""What players, captains and keepers are told."""

from django.utils.translation import gettext_lazy as _

from notices.kinds import Kind, Wording

NAMED = Kind(
    "contests.named",
    _("On the roster of a team"),
    {
        "": Wording(
            _("You are on the roster of “%(team)s”"),
            _("%(by)s has named you for “%(title)s”. If you cannot play, decline on the page of the team."),
        )
    },
    personal=True,
)
OFF_ROSTER = Kind(
    "contests.off_roster",
    _("Off the roster of a team"),
    {
        "": Wording(_("You are no longer on the roster of “%(team)s”"), _("Contest: %(title)s.")),
        "reason": Wording(
            _("You are no longer on the roster of “%(team)s”"), _("Contest: %(title)s. Reason: %(reason)s")
        ),
        "withdrawn": Wording(_("“%(team)s” has withdrawn from “%(title)s”")),
    },
    personal=True,
)
DECLINED = Kind(
    "contests.declined",
    _("A player has declined"),
    {
        "": Wording(
            _("%(name)s does not play for “%(team)s”"), _("Contest: %(title)s. There is room for somebody else.")
        )
    },
)
ROSTER_CHANGED = Kind(
    "contests.roster_changed",
    _("The organiser has changed a roster"),
    {"": Wording(_("The roster of “%(team)s” was changed"), _("%(name)s: %(act)s. Reason: %(reason)s"))},
)
WITHDRAWN = Kind(
    "contests.withdrawn",
    _("A team has withdrawn"),
    {
        "": Wording(
            _("“%(team)s” has withdrawn from “%(title)s”"),
            _("Its fixtures stand as they were: cancel them, or enter that it did not turn up."),
        )
    },
)
FIXTURE = Kind(
    "contests.fixture",
    _("Date of a match"),
    {
        "": Wording(_("%(fixture)s: %(when)s"), _("%(title)s. Where: %(where)s")),
        "moved": Wording(_("Moved: %(fixture)s, now %(when)s"), _("%(title)s. Where: %(where)s")),
        "postponed": Wording(
            _("Postponed: %(fixture)s"), _("%(title)s. Reason: %(reason)s. The new date comes by notice.")
        ),
        "cancelled": Wording(_("Cancelled: %(fixture)s"), _("%(title)s. Reason: %(reason)s")),
    },
    urgent=True,
)
RESULT = Kind(
    "contests.result",
    _("Result of a match"),
    {
        "": Wording(_("%(fixture)s ended %(result)s"), _("%(title)s")),
        "proposed": Wording(
            _("To be confirmed: %(fixture)s, %(result)s"), _("%(by)s has entered it. Confirm it, or say what is wrong.")
        ),
        "disputed": Wording(
            _("Disputed: %(fixture)s, %(result)s"), _("%(by)s says: %(reason)s. Please enter what is right.")
        ),
        "corrected": Wording(_("Corrected: %(fixture)s ended %(result)s"), _("%(title)s. Reason: %(reason)s")),
    },
)
KINDS = [NAMED, OFF_ROSTER, DECLINED, ROSTER_CHANGED, WITHDRAWN, FIXTURE, RESULT]
