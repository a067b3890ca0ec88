"""What the system counts of a club's year."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.contrib.contenttypes.models import ContentType

from activities.models import ClubMembership, RecurringActivity
from activities.rating.figures import figure_of, figures
from signups.models import Offering, Session, SignUp
from tests.activities.wednesday import SHANGHAI
from tests.factories import MemberFactory, NewsPageFactory, RecurringActivityFactory, SessionFactory, SignUpFactory

NOON = datetime(2026, 12, 16, 12, 0, tzinfo=SHANGHAI)
PRESENT, ABSENT, EXCUSED = SignUp.Attendance.PRESENT, SignUp.Attendance.ABSENT, SignUp.Attendance.EXCUSED


@pytest.fixture
def december(site, time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def offering(december, yoga):
    activity = RecurringActivityFactory(club=yoga, listed=True)
    Session.objects.all().delete()
    offering = Offering.objects.filter(
        thing_type=ContentType.objects.get_for_model(RecurringActivity), thing_id=activity.pk
    ).first()
    assert offering
    return offering


def held(offering, begins, *, came=0, missed=0, excused=0, **fields):
    session = SessionFactory(offering=offering, starts_at=begins, capacity=None, **fields)
    for attendance, number in ((PRESENT, came), (ABSENT, missed), (EXCUSED, excused)):
        for _each in range(number):
            SignUpFactory(session=session, member=MemberFactory(), attendance=attendance, attendance_at=begins)
    return session


def count(key, club, year=2026) -> Decimal:
    return figure_of(key).of(club, year)


def test_figures_count_what_took_place_in_the_year(offering, yoga):
    held(offering, NOON - timedelta(days=7), came=3, missed=1, excused=2)
    held(offering, NOON - timedelta(days=14), came=2)
    held(offering, NOON - timedelta(days=21), came=5, state=Session.State.CANCELLED)
    held(offering, NOON - timedelta(days=400), came=1)
    held(offering, NOON + timedelta(days=1))
    assert count("activities.sessions", yoga) == 2
    assert count("activities.attendances", yoga) == 5
    assert count("activities.attendance_rate", yoga) == Decimal("83.33")
    assert count("activities.sessions", yoga, 2025) == 1


def test_a_session_on_new_years_eve_counts_for_the_year_that_ends(offering, yoga):
    held(offering, datetime(2025, 12, 31, 23, 30, tzinfo=SHANGHAI))
    assert (count("activities.sessions", yoga, 2025), count("activities.sessions", yoga, 2026)) == (1, 0)


def test_dates_of_other_clubs_do_not_count(offering, yoga):
    other = RecurringActivityFactory(listed=True)
    held(Offering.objects.of(other).get(), NOON - timedelta(days=7), came=3)
    assert count("activities.sessions", yoga) == 0
    assert count("activities.attendance_rate", yoga) == 0


def test_members_are_those_of_the_last_day(december, yoga):
    for joined, left in [
        (date(2025, 3, 1), None),
        (date(2026, 12, 16), None),
        (date(2025, 3, 1), date(2026, 6, 1)),
        (date(2025, 3, 1), date(2026, 12, 17)),
    ]:
        ClubMembership.objects.create(club=yoga, member=MemberFactory(), joined_on=joined, left_on=left)
    assert count("activities.members", yoga) == 3
    assert count("activities.members", yoga, 2025) == 3


def test_public_articles_of_the_year_count_and_are_named(december, yoga):
    NewsPageFactory(title="公开课", club=yoga, date=date(2026, 5, 1))
    NewsPageFactory(club=yoga, date=date(2025, 5, 1))
    NewsPageFactory(club=yoga, date=date(2026, 5, 1), draft=True)
    NewsPageFactory(date=date(2026, 5, 1))
    assert count("news.articles", yoga) == 1
    [article] = figure_of("news.articles").counted(yoga, 2026)
    assert article.title == "2026-05-01 公开课"
    assert article.link.startswith("/news/")


def test_what_was_counted_has_a_line_for_each(offering, yoga):
    session = held(offering, NOON - timedelta(days=7), came=3)
    held(offering, NOON - timedelta(days=14))
    assert len(figure_of("activities.sessions").counted(yoga, 2026)) == 2
    [line] = figure_of("activities.attendances").counted(yoga, 2026)
    assert (line.link, line.title[-1]) == (f"/sessions/{session.pk}/", "3")


def test_each_figure_costs_the_same_for_1_and_for_20_dates(offering, yoga, django_assert_max_num_queries):
    for number in range(20):
        held(offering, NOON - timedelta(days=number + 1), came=1)
        NewsPageFactory(club=yoga, listed=True)
    for figure in figures():
        with django_assert_max_num_queries(3):
            figure.of(yoga, 2026)
        with django_assert_max_num_queries(3):
            figure.counted(yoga, 2026)
