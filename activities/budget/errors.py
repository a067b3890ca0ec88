"""Why something about a budget is refused; the view turns it into a sentence."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.errors import Refused

from .money import yuan


class BudgetRefused(Refused):
    """An act on a budget."""


class NotYours(BudgetRefused):
    sentence = gettext_lazy("You do not lead this club.")


class NotAnApprover(BudgetRefused):
    sentence = gettext_lazy("That is for the chair and the deputy chairs.")


class ReviewsTheAccounts(BudgetRefused):
    sentence = gettext_lazy(
        "Whoever sits on the accounts-review committee reads the accounts and decides nothing in them."
    )


class YourOwn(BudgetRefused):
    sentence = gettext_lazy("You asked for this or handed it in yourself: somebody else decides.")


class YourClub(BudgetRefused):
    sentence = gettext_lazy("You lead this club: somebody else decides on its budget.")


class YourProposal(BudgetRefused):
    sentence = gettext_lazy("You proposed this yourself: somebody else decides.")


class AllocatedAlready(BudgetRefused):
    sentence = gettext_lazy("This club has its budget for that year already. Enter a supplement instead.")


class NothingAllocated(BudgetRefused):
    sentence = gettext_lazy("Nothing has been allocated to this club for that year. Enter the allocation first.")


class ProposalDecided(BudgetRefused):
    sentence = gettext_lazy("Somebody has decided on this proposal already.")


class YearClosed(BudgetRefused):
    sentence = gettext_lazy("The account of that year is closed; nothing in it changes any more.")


class YearNotOver(BudgetRefused):
    sentence = gettext_lazy("A year's account is closed once the year is over.")


class ReceiptsWaiting(BudgetRefused):
    sentence = gettext_lazy("Receipts that were handed in still wait. Book them or send them back first.")


class AnotherYear(BudgetRefused):
    def __init__(self, year: int):
        super().__init__(
            _("That is the budget of %(year)s: nothing new is asked for or approved in it now.") % {"year": year}
        )


class YearOutOfReach(BudgetRefused):
    sentence = gettext_lazy("A budget is for this year or the next.")


class MoreThanRemains(BudgetRefused):
    def __init__(self, remaining: Decimal):
        self.remaining = remaining
        super().__init__(
            _("That is more than remains of the budget: %(amount)s is left.") % {"amount": yuan(remaining)}
        )


class MoreThanApproved(BudgetRefused):
    def __init__(self, approved: Decimal):
        super().__init__(
            _("%(amount)s was approved, and no more is booked. Ask for the higher amount first; your receipts stay.")
            % {"amount": yuan(approved)}
        )


class NoMoreThanApproved(BudgetRefused):
    def __init__(self, approved: Decimal):
        super().__init__(_("%(amount)s is approved already; ask for more than that.") % {"amount": yuan(approved)})


class NoLongerThere(BudgetRefused):
    """It has been decided meanwhile; nothing is done twice."""

    def __init__(self, state: str):
        super().__init__(
            _("This expense has changed meanwhile, and nothing was done twice. It is now: %(state)s.")
            % {"state": state}
        )


class NoReceipt(BudgetRefused):
    sentence = gettext_lazy("There is no receipt yet. Attach it first.")


class ReceiptUsed(BudgetRefused):
    sentence = gettext_lazy("This very file is the receipt of an expense already. Nothing is paid for twice.")


class TooManyReceipts(BudgetRefused):
    def __init__(self, most: int):
        super().__init__(_("An expense has at most %(count)d receipts.") % {"count": most})


class ReversedAlready(BudgetRefused):
    sentence = gettext_lazy("This entry has been reversed already.")


class ReversalStands(BudgetRefused):
    sentence = gettext_lazy("A reversal is not reversed. What was right after all is entered again.")


class UsedAlready(BudgetRefused):
    sentence = gettext_lazy("Part of this is spent or reserved already, so it cannot be taken back.")


class ReasonMissing(BudgetRefused):
    sentence = gettext_lazy("Say why.")


class NoSuchDate(BudgetRefused):
    sentence = gettext_lazy("That activity or date belongs to another club.")


class MoreThanAsked(BudgetRefused):
    def __init__(self, asked: Decimal):
        super().__init__(_("%(amount)s was asked for, and no more can be approved.") % {"amount": yuan(asked)})


class AnotherAmount(BudgetRefused):
    def __init__(self, amount: Decimal):
        super().__init__(
            _("Meanwhile another amount was handed in: %(amount)s. Look at it again.") % {"amount": yuan(amount)}
        )
