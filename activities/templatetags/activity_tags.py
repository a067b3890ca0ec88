from django import template
from django.contrib.auth.models import AnonymousUser

from activities.calendar import activities_for, next_dates

register = template.Library()
DATES_SHOWN = 6


@register.simple_tag(takes_context=True)
def next_dates_of_club(context, club) -> list:
    """Return the next dates of a club, as the reader finds them; none while the club is previewed unsaved."""
    if not club.pk:
        return []
    reader = context["request"].user if "request" in context else AnonymousUser()
    return next_dates(activities_for(reader).filter(club=club), reader, DATES_SHOWN)
