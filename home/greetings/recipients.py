"""Who gets a greeting: those who are greeted at all, of the group it is for, and on a birthday whose day it is."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from days.yearly import SolarDay
from people.models import Member

from .occasions import NARROWEST_FIRST, Occasion, Who

# The roster says what somebody is by the post: 主管护师, 护士长, 护理部主任; 主任医师, 规培医师. Carers (护工,
# 护理员) are no nurses, nor is whoever drives an ambulance (救护车).
NURSE = Q(title__regex="护[士师理长]") & ~Q(title__contains="护理员")
DOCTOR = Q(title__contains="医师") | Q(title__contains="医生")
GROUPS = {
    Who.EVERYBODY: Q(),
    Who.PRESENT: Q(staff_status__in=Member.PRESENT_STATUSES),
    Who.RETIRED: Q(staff_status__in=Member.RETIRED_STATUSES),
    Who.WOMEN: Q(gender=Member.Gender.FEMALE),
    Who.NURSES: NURSE,
    Who.DOCTORS: DOCTOR,
}


def members_of(greeting) -> QuerySet[Member]:
    """Return whom a greeting is for, whatever the day."""
    people = Member.objects.greetable()
    return (
        people.in_audience(greeting.audience) if greeting.who == Who.AUDIENCE else people.filter(GROUPS[greeting.who])
    )


def recipients_on(greeting, day: date, others: Iterable) -> QuerySet[Member]:
    """Return whom a greeting is for on `day`, without those who get a narrower one of `others` for the same."""
    people = members_of(greeting)
    if greeting.occasion == Occasion.BIRTHDAY:
        people = people.filter(born_on(day))
    for other in others:
        if other.about == greeting.about and narrowness(other) < narrowness(greeting):
            people = people.exclude(pk__in=members_of(other).order_by().values("pk"))
    return people


def born_on(day: date) -> Q:
    """Return those whose birthday is celebrated on `day`: 29 February, in the years without it, the day before March.

    Who has no date of birth has no birthday.
    """
    found = Q(birthday__month=day.month, birthday__day=day.day)
    if SolarDay(2, 29).in_year(day.year) == day:
        found |= Q(birthday__month=2, birthday__day=29)
    return found


def narrowness(greeting) -> tuple[int, int]:
    """Return where a greeting stands among those for the same; of two audiences the older one goes first."""
    return NARROWEST_FIRST.index(greeting.who), greeting.pk
