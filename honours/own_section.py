"""What a member's own page shows of the honour wall."""

from people.own_page import MAIN, Section, register_section


def own_honours(request) -> dict:
    live = request.user.honours.filter(honour__live=True)
    return {"honours": live.select_related("honour").order_by("-honour__date")}


def register() -> None:
    register_section(Section("honours", "honours/own/section.html", own_honours, MAIN, order=60))
