from django import template

from ..greetings.occasions import Look, look_of_key

register = template.Library()


@register.filter
def look_of(notice) -> Look:
    """Return the card of the greeting that a notice is."""
    return look_of_key(notice.dedupe_key)
