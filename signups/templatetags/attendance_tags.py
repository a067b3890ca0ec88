from django import template

from ..telling import when

register = template.Library()


@register.filter
def hours_of(session) -> str:
    """The date and the hours of a session in one line."""
    return when(session)
