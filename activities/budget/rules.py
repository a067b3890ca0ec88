"""Who may do what with the budgets of clubs: who leads one asks, the chair and the deputies decide, the office and the
accounts-review committee read.
"""

from approval.permissions import is_approver, works_on_pages
from people.bodies.sitting import sits_on
from people.models import Body, Member, Role

from ..models import ClubPage, Expense
from ..rules import leads
from .errors import NotAnApprover, NotYours, ReviewsTheAccounts, YourClub, YourOwn


def reviews_accounts(member: Member) -> bool:
    """True for the accounts-review committee; asked of the database once per request and user object."""
    if not hasattr(member, "_reviews_accounts"):
        member._reviews_accounts = member.is_authenticated and sits_on(member, Body.Kind.AUDIT)
    return member._reviews_accounts


def reads_all_accounts(member: Member) -> bool:
    return works_on_pages(member) or reviews_accounts(member)


def reads_account(club: ClubPage, member: Member) -> bool:
    return reads_all_accounts(member) or leads(club, member)


def decides(member: Member) -> bool:
    """True for the chair and the deputies. Whoever reviews the accounts takes no decision in them."""
    return is_approver(member) and not reviews_accounts(member)


def deciders() -> list[Member]:
    """Return whom it concerns that something waits to be decided."""
    return list(Member.objects.holding(Role.CHAIR, Role.DEPUTY_CHAIR))


def check_leads(club: ClubPage, member: Member) -> None:
    """Raises NotYours."""
    if not leads(club, member):
        raise NotYours


def check_decides(member: Member, club: ClubPage) -> None:
    """Raises NotAnApprover, ReviewsTheAccounts, YourClub."""
    if not is_approver(member):
        raise NotAnApprover
    if reviews_accounts(member):
        raise ReviewsTheAccounts
    if leads(club, member):
        raise YourClub


def check_four_eyes(expense: Expense, member: Member) -> None:
    """Raises YourOwn where `member` asked for the expense or handed in its receipt."""
    if member.pk in (expense.asked_by_id, expense.presented_by_id):
        raise YourOwn
