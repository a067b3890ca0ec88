"""Where rooms above say what people are to them, so that this room need not know of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

editor_doors: list[Callable[["people.models.Member"], bool]] = []  # noqa: F821


def opens_editor(rule):
    """Register a rule that says whether a member may enter the admin for something of their own, such as a club."""
    editor_doors.append(rule)
    return rule


removal_rules: list[Callable[["people.models.SecondFactorRemoval"], object]] = []  # noqa: F821


def on_second_factor_removal(rule):
    """Register what a room does when an administrator has taken a second factor off, such as telling the member; it is
    called inside the transaction that does so.
    """
    removal_rules.append(rule)
    return rule


@dataclass(frozen=True)
class Ended:
    """Something of a leaver's that has come to an end: a sentence for the administrator, for the import's result."""

    member_id: int
    sentence: str


class Texter(Protocol):
    """Sends a short text to a member's mobile number."""

    def is_set_up(self) -> bool: ...

    def send(self, member: "people.models.Member", text: str, *, key: str) -> None:  # noqa: F821
        """Send it once for each `key`. Raises only what is worth another attempt."""


texters: list[Texter] = []

approving_rules: list[Callable[[], "QuerySet"]] = []  # noqa: F821


def lets_approve(rule):
    """Register a rule that returns the ids of those who approve without a role that says so, today or on a day to come.

    Nobody who may do less issues a sign-in code for them.
    """
    approving_rules.append(rule)
    return rule


application_rules: list[Callable[["people.models.MembershipApplication"], object]] = []  # noqa: F821


def on_application(rule):
    """Register who is told when somebody applies for membership, withdraws, or is accepted or refused.

    The rule is called with the application as it is now, inside the transaction that changed it.
    """
    application_rules.append(rule)
    return rule


leaving_rules: list[Callable[[list["people.models.Member"]], Iterable[Ended]]] = []  # noqa: F821


def on_leaving(rule):
    """Register what a room does when members leave the hospital or die, such as ending their live sign-ups.

    The rule is called with all who leave at once, inside the transaction that deactivates them (they are inactive by
    then), so it must not ask the database once for each. It tells those in charge through `notices`, and returns an
    `Ended` for each thing it has ended. It is also called for whoever comes back, before the account is opened, and by
    the undo of an import for those whose account it closes again. Nothing calls it backwards: what has ended stays so
    when the leaving is undone, and is listed.
    """
    leaving_rules.append(rule)
    return rule
