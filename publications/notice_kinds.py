"""What people are told about published lists and objections. No notice says who objects, to what, or in what words."""

from django.utils.translation import gettext_lazy as _

from notices.kinds import Kind, Wording

LISTED = Kind(
    "publications.listed",
    _("A list that names you was published for objection"),
    {
        "": Wording(
            _("Published for objection: %(title)s"),
            _("A list that names you stands from %(first)s to %(last)s. Tell the contact if something in it is wrong."),
        ),
        "again": Wording(
            _("Published again, with changes: %(title)s"),
            _("The list was changed, so its days begin again: from %(first)s to %(last)s. It names you."),
        ),
    },
    personal=True,
)
TO_ANSWER = Kind(
    "publications.to_answer",
    _("An objection to be answered"),
    {
        "": Wording(
            _("An objection in confidence: %(number)s"),
            _("Somebody objects to “%(title)s”. Answer by %(due)s; until then the list does not take effect."),
        ),
        "due": Wording(
            _("To be answered by %(due)s: objection %(number)s"),
            _("The objection to “%(title)s” still waits for an answer, and holds up the list."),
        ),
        "overdue": Wording(
            _("Overdue since %(due)s: objection %(number)s"),
            _("The objection to “%(title)s” should have been answered by then. It holds up the list."),
        ),
    },
    urgent=True,
    personal=True,
)
NOBODY_ANSWERS = Kind(
    "publications.nobody_answers",
    _("Nobody may answer an objection"),
    {
        "": Wording(
            _("Nobody may answer objection %(number)s"),
            _(
                "Everybody who answers objections to “%(title)s” had a hand in the list or is concerned. Appoint "
                "somebody to the accounts-review committee."
            ),
        )
    },
    urgent=True,
)
OWN_OBJECTION = Kind(
    "publications.own_objection",
    _("News of your own objection"),
    {
        "taken_up": Wording(_("Your letter %(number)s is being looked into"), _("You are told when it is answered.")),
        "answered": Wording(_("Your letter %(number)s was answered"), _("The answer is on the page, for you only.")),
    },
    personal=True,
)
IN_EFFECT = Kind(
    "publications.in_effect",
    _("A published list has taken effect"),
    {
        "": Wording(
            _("In effect: %(title)s"), _("The days of the list are over, and no objection is open. It is in effect.")
        )
    },
)
HELD_UP = Kind(
    "publications.held_up",
    _("A published list waits for an answer"),
    {
        "": Wording(
            _("Not in effect yet: %(title)s"),
            _("The days of the list are over, but an objection waits for its answer. The list takes effect after it."),
        )
    },
)
STOPPED = Kind(
    "publications.stopped",
    _("A published list was stopped"),
    {
        "upheld": Wording(
            _("Stopped: %(title)s"),
            _("An objection was upheld. The list does not take effect; publish a changed one, its days begin anew."),
        ),
        "outdated": Wording(
            _("Stopped: %(title)s"),
            _("What the list decides about has changed since it was published. Draft it anew; its days begin anew."),
        ),
    },
    urgent=True,
)
KINDS = [LISTED, TO_ANSWER, NOBODY_ANSWERS, OWN_OBJECTION, IN_EFFECT, HELD_UP, STOPPED]
PLACES = {"first": _("first day"), "last": _("last day"), "due": _("deadline"), "number": _("number of the objection")}
