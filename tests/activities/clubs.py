"""Clubs as their tests need them."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from activities.membership.joining import ask_to_join
from activities.membership.offering import follow_page, session_of
from signups.actions.deciding import admit
from tests.factories import ClubPageFactory, MemberFactory


def recruiting_club(**fields):
    """A live club that takes members from yesterday to in nine days, as its published page would have it."""
    today = timezone.localdate()
    window = {"recruitment_opens_on": today - timedelta(days=1), "recruitment_closes_on": today + timedelta(days=9)}
    club = ClubPageFactory(**{**window, **fields})
    follow_page(club)
    return club


def let_in(club, member=None, *, by=None):
    """Somebody asks to join and is admitted; returns the sign-up."""
    member = member or MemberFactory()
    return admit(ask_to_join(member, club), by or MemberFactory())


def places_of(club):
    """Return (taken, capacity) of a club."""
    session = session_of(club)
    return session.taken, session.capacity


def address(name, club, *more):
    return reverse(name, args=[club.pk, *more])


def shown(client, club):
    response = client.get(club.url)
    assert response.status_code == 200
    return response.content.decode()


def post(client, name, club, data=None):
    """Post and follow; returns the page afterwards."""
    response = client.post(address(name, club), data or {}, follow=True)
    assert response.status_code == 200
    return response.content.decode()
