"""Dates whose places are exchanged, and who holds them."""

from datetime import timedelta

from django.utils import timezone

from signups.actions.signing_up import sign_up
from signups.models import Session
from tests.factories import (
    MemberFactory,
    OfferingFactory,
    SessionFactory,
)


def in_days(number):
    return timezone.now().replace(microsecond=0) + timedelta(days=number)


def two_dates(**terms):
    offering = OfferingFactory(**{"capacity": 1, **terms})
    return SessionFactory(offering=offering, starts_at=in_days(3)), SessionFactory(
        offering=offering, starts_at=in_days(5)
    )


def holder_of(session, **fields):
    return sign_up(MemberFactory(**fields), session)[0]


def holders(session):
    return list(session.sign_ups.granted().order_by("pk").values_list("member", flat=True))


def taken(*sessions):
    return list(
        Session.objects.filter(pk__in=[each.pk for each in sessions]).order_by("pk").values_list("taken", flat=True)
    )


def kinds_told(member):
    return list(member.notices.order_by("pk").values_list("kind", flat=True))
