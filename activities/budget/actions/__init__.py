"""What is done with budgets; each verb is atomic and locks the budget first."""

from .allocating import allocate, decline, propose, supplement
from .asking import ask, ask_for_more, withdraw
from .booking import attach, book, present, send_back, void_receipt
from .closing import close, close_what_is_over
from .deciding import approve, refuse
from .reversing import reverse, reverse_expense

__all__ = [
    "allocate",
    "approve",
    "ask",
    "ask_for_more",
    "attach",
    "book",
    "close",
    "close_what_is_over",
    "decline",
    "present",
    "propose",
    "refuse",
    "reverse",
    "reverse_expense",
    "send_back",
    "supplement",
    "void_receipt",
    "withdraw",
]
