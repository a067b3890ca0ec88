"""Who says for a department whether somebody can be spared."""

from people.models import Member


def head_of(member: Member) -> Member | None:
    """Return the head of somebody's department; None where there is none at work, or where it is they themselves: then
    the office decides.
    """
    head = member.department.head if member.department else None
    return head if head is not None and head.is_active and head.pk != member.pk else None
