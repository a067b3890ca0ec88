from people.models import Member


def unread_count(member: Member) -> int:
    """Return how many unread notices a member has; asked once for each request, which has one object for its user."""
    if not hasattr(member, "_unread_notices"):
        member._unread_notices = member.notices.unread().count()
    return member._unread_notices
