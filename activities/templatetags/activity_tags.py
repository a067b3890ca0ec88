from django import template
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from activities.budget.rules import reads_all_accounts
from activities.calendar import activities_for, next_dates
from activities.membership.forms import JoinForm
from activities.membership.standing import duties_of, standing_of
from activities.rating.rules import keeps_ratings, may_mark

register = template.Library()
DATES_SHOWN = 6


@register.simple_tag(takes_context=True)
def next_dates_of_club(context, club) -> list:
    """Return the next dates of a club, as the reader finds them; none while the club is previewed unsaved."""
    if not club.pk:
        return []
    reader = context["request"].user if "request" in context else AnonymousUser()
    return next_dates(activities_for(reader).filter(club=club), reader, DATES_SHOWN)


@register.simple_tag(takes_context=True)
def standing_in_club(context, club):
    """Return the club as the reader finds it; None while it is previewed, or not public."""
    if not club.pk or not club.live or "request" not in context or getattr(context["request"], "is_preview", False):
        return None
    return standing_of(club, context["request"].user)


@register.simple_tag(takes_context=True)
def duties_in_club(context, club) -> list:
    """Return who has which duty today; for signed-in staff alone, since nobody has approved it."""
    reader = context["request"].user if "request" in context else AnonymousUser()
    return duties_of(club, timezone.localdate()) if club.pk and reader.is_authenticated else []


@register.simple_tag(takes_context=True)
def ways_beside_clubs(context) -> dict:
    """Return which pages about all clubs the reader has: `accounts`, `ratings`."""
    reader = context["request"].user if "request" in context else AnonymousUser()
    if not reader.is_authenticated:
        return {}
    return {"accounts": reads_all_accounts(reader), "ratings": keeps_ratings(reader) or may_mark(reader)}


@register.simple_tag
def join_form():
    return JoinForm()
