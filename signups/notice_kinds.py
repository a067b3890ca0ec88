"""What people are told about their sign-ups."""

from django.utils.translation import gettext_lazy as _

from notices.kinds import Kind, Wording

PLACED = Kind(
    "signups.placed",
    _("A place at once"),
    {
        "": Wording(_("Signed up: %(title)s"), _("%(who)s: there is a place, %(when)s. %(where)s")),
        "undated": Wording(_("Admitted: %(title)s"), _("%(who)s: the place is yours.")),
        # Nobody has decided anything where it goes by who comes first, such as the teams of a contest.
        "first_come_undated": Wording(_("Entered: %(title)s"), _("%(who)s: there was a place, and it is yours.")),
        "by_points": Wording(_("You are selected: %(title)s"), _("The place is yours, %(when)s. %(where)s")),
    },
    personal=True,
)
CAME_IN = Kind(
    "signups.came_in",
    _("A place from the waiting list"),
    {
        "": Wording(
            _("From the waiting list: %(title)s"), _("%(who)s: a place has come free and is yours, %(when)s. %(where)s")
        ),
        "undated": Wording(_("From the waiting list: %(title)s"), _("%(who)s: a place has come free and is yours.")),
        "by_points": Wording(
            _("You have moved up: %(title)s"),
            _("A place has come free and is yours, %(when)s. %(where)s If you cannot come, say so on the page soon."),
        ),
    },
    urgent=True,
    personal=True,
)
TO_CONFIRM = Kind(
    "signups.to_confirm",
    _("A place to be confirmed"),
    {
        "": Wording(
            _("A place is free: %(title)s"),
            _("%(who)s: confirm it by %(due)s, or it goes to the next. It is for %(when)s. %(where)s"),
        ),
        "undated": Wording(
            _("A place is free: %(title)s"), _("%(who)s: confirm it by %(due)s, or it goes to the next.")
        ),
        "half": Wording(
            _("Still to be confirmed: %(title)s"),
            _("%(who)s: half of the time is over. Confirm the place by %(due)s, or it goes to the next."),
        ),
    },
    urgent=True,
    personal=True,
)
LAPSED = Kind(
    "signups.lapsed",
    _("A place was not confirmed"),
    {
        "": Wording(_("Not confirmed in time: %(title)s"), _("%(who)s: the place of %(when)s has gone to the next.")),
        "undated": Wording(_("Not confirmed in time: %(title)s"), _("%(who)s: the place has gone to the next.")),
    },
    personal=True,
)
ENDED = Kind(
    "signups.ended",
    _("A sign-up was ended by the organiser"),
    {
        "": Wording(_("Your sign-up was ended: %(title)s"), _("%(who)s, %(when)s. Reason: %(reason)s")),
        "refused": Wording(_("Not admitted: %(title)s"), _("%(who)s, %(when)s. Reason: %(reason)s")),
        "undated": Wording(_("No longer in it: %(title)s"), _("%(who)s. Reason: %(reason)s")),
        "refused_undated": Wording(_("Not admitted: %(title)s"), _("%(who)s. Reason: %(reason)s")),
        "refused_by_points": Wording(_("Not on the list: %(title)s"), _("Reason: %(reason)s")),
    },
    urgent=True,
    personal=True,
)
SIGNED_UP_BY = Kind(
    "signups.signed_up_by",
    _("Signed up by somebody else"),
    {
        "": Wording(
            _("You were signed up: %(title)s"),
            _("%(by)s has signed up %(who)s for %(when)s. If you cannot come, cancel on the page."),
        ),
        "waiting": Wording(
            _("On the waiting list: %(title)s"),
            _("%(by)s has put %(who)s on the waiting list for %(when)s. If you cannot come, cancel on the page."),
        ),
        "undated": Wording(
            _("You were signed up: %(title)s"),
            _("%(by)s has signed up %(who)s. If you do not want to, cancel on the page."),
        ),
        "waiting_undated": Wording(
            _("On the waiting list: %(title)s"),
            _("%(by)s has put %(who)s on the waiting list. If you do not want to, cancel on the page."),
        ),
        "draw": Wording(
            _("In the draw: %(title)s"),
            _("%(by)s has put %(who)s into the draw for %(when)s. If you cannot come, cancel on the page."),
        ),
        "named": Wording(
            _("You were put forward: %(title)s"),
            _("%(by)s has put forward %(who)s for %(when)s; the union office decides. If you cannot come, cancel."),
        ),
        "taken_back": Wording(
            _("No longer put forward: %(title)s"),
            _("%(by)s has withdrawn that %(who)s was put forward for %(when)s."),
        ),
    },
    personal=True,
)
MOVED = Kind(
    "signups.moved",
    _("A date was changed"),
    {"": Wording(_("Changed: %(title)s"), _("What was on %(before)s is now on %(when)s. %(where)s %(reason)s"))},
    urgent=True,
)
TRANSFERRED = Kind(
    "signups.transferred",
    _("Moved to another date by the organiser"),
    {
        "": Wording(
            _("Moved to another date: %(title)s"),
            _("%(who)s: the place is now for %(when)s instead of %(before)s. %(where)s %(reason)s"),
        ),
        "waits": Wording(
            _("Moved to another date: %(title)s"),
            _("%(who)s: the sign-up is now for %(when)s instead of %(before)s, and waits there. %(reason)s"),
        ),
    },
    urgent=True,
    personal=True,
)
CALLED_OFF = Kind(
    "signups.called_off",
    _("A date was cancelled"),
    {"": Wording(_("Cancelled: %(title)s"), _("The date %(when)s does not take place. %(reason)s"))},
    urgent=True,
)
MESSAGE = Kind("signups.message", _("Message from the organiser"), urgent=True)
STRUCK = Kind(
    "signups.struck",
    _("A missed sign-up was noted"),
    {
        "": Wording(
            _("Noted as missed: %(title)s"),
            _("You held a place on %(when)s. After an emergency or a changed shift tell the organiser: it is waived."),
        ),
        "waived": Wording(_("No longer counts: %(title)s"), _("The missed sign-up of %(when)s was waived.")),
    },
    personal=True,
)
REMINDER = Kind(
    "signups.reminder",
    _("Reminder of a date"),
    {
        "day": Wording(
            _("Tomorrow: %(title)s"), _("%(who)s: %(when)s. %(where)s If you cannot come, give the place back.")
        ),
        "today": Wording(
            _("Today: %(title)s"), _("%(who)s: %(when)s. %(where)s If you cannot come, give the place back.")
        ),
        "hour": Wording(_("Soon: %(title)s"), _("%(who)s: %(when)s. %(where)s")),
    },
    urgent=True,
    optional=True,
    for_its_day=True,
    personal=True,
)
NOT_DRAWN = Kind(
    "signups.not_drawn",
    _("No place by the draw"),
    {
        "": Wording(
            _("Not drawn: %(title)s"),
            _("%(who)s, %(when)s: the draw gave the places to others. You are number %(number)s on the waiting list."),
        )
    },
    personal=True,
)
GROUP_PLACES = Kind(
    "signups.group_places",
    _("Places for a union group"),
    {
        "": Wording(
            _("Places for %(group)s: %(title)s"),
            _("%(when)s: %(number)s places. Put people forward until %(due)s."),
        ),
        "several": Wording(
            _("Places for %(group)s: %(title)s"),
            _("%(count)s dates, %(number)s places each. Put people forward for the first, %(when)s, until %(due)s."),
        ),
    },
)
REQUESTED = Kind(
    "signups.requested",
    _("A request to be decided on"),
    {
        "": Wording(
            _("Asked for a place: %(title)s"),
            _("Somebody has asked for a place, %(when)s. Decide on the list; who asks later today stands there too."),
        ),
        "undated": Wording(
            _("Asks to be admitted: %(title)s"),
            _("Somebody asks to be admitted. Decide on the list; who asks later today stands there too."),
        ),
    },
)
ADMITTED = Kind(
    "signups.admitted",
    _("Admitted, and on the waiting list"),
    {
        "": Wording(
            _("Admitted, and on the waiting list: %(title)s"),
            _("%(who)s, %(when)s: number %(number)s on the waiting list. You are told as soon as a place is yours."),
        ),
        "undated": Wording(
            _("Admitted, and on the waiting list: %(title)s"),
            _("%(who)s: number %(number)s on the waiting list. You are told as soon as a place is yours."),
        ),
    },
    personal=True,
)
SWAP_WANTED = Kind(
    "signups.swap_wanted",
    _("A colleague would exchange for your date"),
    {
        "": Wording(
            _("Exchange? %(title)s"),
            _("For your place, %(when)s, a colleague offers one on %(other)s. Exchange on the page of your date."),
        )
    },
    optional=True,
    personal=True,
)
SWAP_OFFERED = Kind(
    "signups.swap_offered",
    _("A colleague offers you a place"),
    {
        "": Wording(
            _("A place for you: %(title)s"),
            _("%(by)s offers you the own place, %(when)s. %(where)s Take it on the page of the date, until %(due)s."),
        )
    },
    urgent=True,
    personal=True,
)
SWAPPED = Kind(
    "signups.swapped",
    _("A place was exchanged"),
    {
        "": Wording(_("Exchanged: %(title)s"), _("%(who)s: your place is now the one of %(when)s. %(where)s")),
        "asked": Wording(
            _("Exchanged: %(title)s"),
            _("%(who)s: your place is now the one of %(when)s. %(where)s Answer there what is asked of everybody."),
        ),
        "given": Wording(_("Taken over: %(title)s"), _("%(name)s has taken your place of %(when)s.")),
        "taken": Wording(_("Yours: %(title)s"), _("%(who)s: you have taken over a place, %(when)s. %(where)s")),
    },
    personal=True,
)
KINDS = [
    PLACED,
    CAME_IN,
    TO_CONFIRM,
    LAPSED,
    ENDED,
    SIGNED_UP_BY,
    MOVED,
    TRANSFERRED,
    CALLED_OFF,
    MESSAGE,
    STRUCK,
    REMINDER,
    NOT_DRAWN,
    GROUP_PLACES,
    REQUESTED,
    ADMITTED,
    SWAP_WANTED,
    SWAP_OFFERED,
    SWAPPED,
]
PLACES = {
    "who": _("who comes"),
    "when": _("date and hours"),
    "where": _("where"),
    "due": _("deadline"),
    "before": _("when it was before"),
    "number": _("number of places, or on the waiting list"),
    "group": _("union group"),
    "other": _("the other date"),
}
