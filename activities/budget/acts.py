"""What may be done about one expense: its form, its verb, who sees it, and what is said afterwards."""

from collections.abc import Callable
from dataclasses import dataclass

from django.forms import Form
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from people.models import Member

from ..models import Expense
from ..rules import leads
from . import actions
from .forms import ApproveForm, BookForm, MoreForm, ReasonForm, WithdrawForm
from .rules import decides

State = Expense.State


@dataclass(frozen=True)
class Act:
    """`address` is the name of its address; `for_leaders` and `for_deciders` say who has it."""

    key: str
    address: str
    heading: str | Promise
    button: str | Promise
    done: str | Promise
    form: type[Form]
    verb: Callable
    states: tuple[str, ...]
    for_leaders: bool = False
    for_deciders: bool = False
    is_first: bool = False

    def is_for(self, expense: Expense, member: Member) -> bool:
        if self.for_leaders and leads(expense.budget.club_id, member):
            return True
        return self.for_deciders and decides(member)

    def initial(self, expense: Expense) -> dict:
        return {"amount": expense.amount_spent if self.key == "book" else expense.amount_asked}


@dataclass(frozen=True)
class Offered:
    """An act with the form in which it is asked for."""

    act: Act
    form: Form

    @property
    def is_open(self) -> bool:
        """Whether its form was sent and refused, or it is what comes next: it is shown unfolded."""
        return self.form.is_bound or self.act.is_first


ACTS = {
    act.key: act
    for act in [
        Act(
            "approve",
            "approve_expense",
            pgettext_lazy("an expense", "Approve"),
            pgettext_lazy("an expense", "Approve"),
            _("Approved; the amount is reserved."),
            ApproveForm,
            actions.approve,
            (State.ASKED,),
            for_deciders=True,
            is_first=True,
        ),
        Act(
            "book",
            "book_expense",
            _("Book it"),
            _("The receipts are right: book it"),
            _("Booked."),
            BookForm,
            actions.book,
            (State.PRESENTED,),
            for_deciders=True,
            is_first=True,
        ),
        Act(
            "refuse",
            "refuse_expense",
            pgettext_lazy("an expense", "Do not approve"),
            pgettext_lazy("an expense", "Do not approve"),
            _("Not approved; the club has been told why."),
            ReasonForm,
            actions.refuse,
            (State.ASKED,),
            for_deciders=True,
        ),
        Act(
            "send_back",
            "send_back_receipt",
            _("Send the receipts back"),
            _("Send back"),
            _("Sent back; the club has been told why."),
            ReasonForm,
            actions.send_back,
            (State.PRESENTED,),
            for_deciders=True,
        ),
        Act(
            "more",
            "ask_for_more",
            _("It costs more than was approved"),
            _("Ask for the higher amount"),
            _("Asked for. What was approved stays reserved meanwhile."),
            MoreForm,
            actions.ask_for_more,
            (State.APPROVED,),
            for_leaders=True,
        ),
        Act(
            "withdraw",
            "withdraw_expense",
            _("It is not needed after all"),
            pgettext_lazy("an expense", "Withdraw"),
            _("Withdrawn; nothing is reserved for it any more."),
            WithdrawForm,
            actions.withdraw,
            (State.ASKED, State.APPROVED),
            for_leaders=True,
            for_deciders=True,
        ),
        Act(
            "reverse",
            "reverse_expense",
            _("Reverse it in the book"),
            pgettext_lazy("an expense", "Reverse"),
            _("Reversed; the amount is free again."),
            ReasonForm,
            actions.reverse_expense,
            (State.BOOKED,),
            for_deciders=True,
        ),
    ]
}


def offered_to(expense: Expense, member: Member) -> dict[str, Offered]:
    """Return what `member` may do about an expense now, by key; of a closed year nothing."""
    if expense.budget.is_closed:
        return {}
    return {
        key: Offered(act, act.form(initial=act.initial(expense), auto_id=f"{key}_%s"))
        for key, act in ACTS.items()
        if expense.state in act.states and act.is_for(expense, member) and not _refuses_instead(act, expense, member)
    }


def _refuses_instead(act: Act, expense: Expense, member: Member) -> bool:
    """True where an approver, who is asked, would withdraw what they can refuse."""
    return act.key == "withdraw" and expense.state == State.ASKED and not leads(expense.budget.club_id, member)
