"""What people are told about the budget of a club."""

from django.utils.translation import gettext_lazy as _

from notices.kinds import Kind, Wording

TO_DECIDE = Kind(
    "activities.expense_waits",
    _("An expense of a club waits for you"),
    {
        "asked": Wording(
            _("To be approved: %(amount)s for %(title)s (%(club)s)"),
            _("%(by)s asks for it before it is spent."),
        ),
        "asked_again": Wording(
            _("To be approved: %(amount)s for %(title)s (%(club)s)"),
            _("%(by)s asks for more than was approved: %(reason)s"),
        ),
        "presented": Wording(
            _("To be booked: %(amount)s for %(title)s (%(club)s)"),
            _("%(by)s has handed in the receipt."),
        ),
    },
)
DECIDED = Kind(
    "activities.expense_decided",
    _("An expense of your club was decided on"),
    {
        "approved": Wording(
            _("Approved: %(amount)s for %(title)s"),
            _("Attach the receipt once it is spent, and hand it in. %(reason)s"),
        ),
        "refused": Wording(_("Not approved: %(title)s"), _("%(by)s: %(reason)s")),
        "sent_back": Wording(_("Receipt sent back: %(title)s"), _("%(by)s: %(reason)s")),
        "booked": Wording(_("Booked: %(amount)s for %(title)s"), _("It stands in the book under %(reason)s.")),
        "reversed": Wording(_("Reversed: %(amount)s for %(title)s"), _("%(by)s: %(reason)s")),
        "withdrawn": Wording(_("Withdrawn: %(title)s"), _("%(by)s: %(reason)s")),
    },
)
ALLOCATED = Kind(
    "activities.budget_allocated",
    _("Budget of your club"),
    {
        "allocation": Wording(
            _("%(club)s has %(amount)s for %(year)s"),
            _("Ask for each expense before it is made. What is not used by the end of the year lapses."),
        ),
        "supplement": Wording(_("%(club)s has %(amount)s more for %(year)s"), _("%(reason)s")),
        "taken_back": Wording(_("%(amount)s of the budget of %(club)s was reversed"), _("%(by)s: %(reason)s")),
        "closed": Wording(
            _("The account of %(club)s for %(year)s is closed"), _("%(amount)s was not used and has lapsed.")
        ),
    },
)
PROPOSED = Kind(
    "activities.budget_proposed",
    _("A budget is proposed"),
    {
        "": Wording(_("Proposed for %(club)s in %(year)s: %(amount)s"), _("%(reason)s")),
        "declined": Wording(_("Not allocated: the budget proposed for %(club)s in %(year)s"), _("%(by)s: %(reason)s")),
    },
)
KINDS = [TO_DECIDE, DECIDED, ALLOCATED, PROPOSED]
