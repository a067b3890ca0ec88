"""Where rooms above say what people are to them, so that this room need not know of them."""

from collections.abc import Callable

editor_doors: list[Callable[["people.models.Member"], bool]] = []  # noqa: F821


def opens_editor(rule):
    """Register a rule that says whether a member may enter the admin for something of their own, such as a club."""
    editor_doors.append(rule)
    return rule
