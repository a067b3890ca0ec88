"""What a member's own page shows of the inbox."""

from people.own_page import MAIN, Section, register_section

from .unread import unread_count

SHOWN = 8


def newest(request) -> dict:
    return {"notices": request.user.notices.all()[:SHOWN], "unread_count": unread_count(request.user)}


def register() -> None:
    register_section(Section("notices", "notices/own/section.html", newest, MAIN, order=10))
