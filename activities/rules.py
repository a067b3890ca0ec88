"""Who a club belongs to."""

from .models import ClubLeader


def leads_a_club(member) -> bool:
    """True when a live club page names `member` as one of its leaders."""
    return ClubLeader.objects.filter(member=member, club__live=True).exists()
