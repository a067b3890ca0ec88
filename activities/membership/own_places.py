"""Where a club is joined, and where its list stands: on pages of its own."""

from django.urls import reverse

from ..models import ClubPage


def address_of_page(club: ClubPage) -> str:
    return club.url or ""


def address_of_list(club: ClubPage) -> str:
    return reverse("club_members", args=[club.pk])
