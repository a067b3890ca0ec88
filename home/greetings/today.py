"""What a member is greeted with today, for the own page."""

from datetime import date

from notices.querysets import wanting
from notices.together import Letter
from people.models import Member

from ..models import Greeting
from .occasions import Look, Occasion
from .places import names_of_house
from .recipients import recipients_on
from .sending import due_on, letter_to


def greetings_for(member: Member, day: date) -> list[tuple[Look, Letter]]:
    """Return card and words of the greetings of `day` for a member, that on a birthday first; none of what the member
    does without. They stand there from the morning on, whatever the hour at which they are sent.
    """
    due = due_on(day)
    found: dict[tuple, Greeting] = {}
    for greeting in sorted(due, key=lambda each: each.occasion != Occasion.BIRTHDAY):
        people = recipients_on(greeting, day, due).filter(wanting(greeting.kind), pk=member.pk)
        if greeting.about not in found and people.exists():
            found[greeting.about] = greeting
    if not found:
        return []
    house = names_of_house()
    return [(greeting.look, letter_to(member, greeting, house)) for greeting in found.values()]
