"""Who asks, and whose records are asked for: a person for each role, two others, and of each a row of every kind.

What stands in these rows is found again wherever it appears (`MARKS`): each of them has words that nobody else has.
"""

from django.utils import timezone
from wagtail.models import Page

from activities.models import ClubIndexPage, ClubRating, RatingEvidence
from activities.rating.marking import begin_marking
from notices.models import Event, Notice
from people.models import Branch, Member, UnionGroup
from signups.models import Offering, Session
from tests.factories import ClubPageFactory, PublicationFactory, RecurringActivityFactory, SessionFactory
from tests.factories.rating import make_round

from .belongings import Belongings
from .person import Cast, Person, make_person
from .roles import Who


def make_cast(home: Page) -> Cast:
    group, other = _group("护理", "nurses"), _group("药剂", "chemists")
    askers = {
        who: make_person(number, group, who) for number, who in enumerate(who for who in Who if who != Who.VISITOR)
    }
    first = len(askers)
    colleague, near = (make_person(first + number, group) for number in range(2))
    stranger, far = (make_person(first + 2 + number, other) for number in range(2))
    clerk = make_person(first + 4, other)
    cast = Cast(askers, colleague, stranger, clerk, {group.pk: near, other.pk: far}, group)
    UnionGroup.objects.filter(pk=group.pk).update(leader=askers[Who.GROUP_LEADER].member)
    Branch.objects.filter(pk=group.branch_id).update(chair=askers[Who.BRANCH_CHAIR].member)
    club = _make_club(home, askers[Who.CLUB_LEADER].member)
    _make_rating(club, askers[Who.CLUB_LEADER].member, clerk.member)
    date = _make_date(club)
    cast.date = date.pk
    cast.publication = PublicationFactory(title="公示的名单")
    for number, person in enumerate([*askers.values(), colleague, stranger]):
        Belongings(cast, person, number, club, date).make()
    _tell_both(clerk, colleague, stranger)
    # Whoever sends, looks or leads a club is named to those whom it concerns.
    for person in (clerk, near, far, askers[Who.CLUB_LEADER]):
        person.marks.pop("name")
    leaver = askers[Who.LEAVER].member
    Member.objects.filter(pk=leaver.pk).update(is_active=False, staff_status=Member.StaffStatus.LEFT)
    return cast


def _tell_both(clerk: Person, *told: Person) -> None:
    """Something that two groups were told: each leader sees the own group."""
    event = Event.objects.create(key="matrix.both", sender=clerk.member, asks_receipt=True, subject="节前慰问")
    for person in told:
        Notice.objects.create(
            recipient=person.member,
            kind="approval.decided",
            dedupe_key=event.key,
            subject=event.subject,
            event=event,
        )


def _group(name: str, slug: str) -> UnionGroup:
    branch = Branch.objects.create(name=f"{name}分会", slug=slug)
    return UnionGroup.objects.create(name=f"{name}工会小组", slug=slug, branch=branch)


def _make_club(home: Page, leader: Member):
    clubs = home.add_child(instance=ClubIndexPage(title="俱乐部", slug="clubs"))
    return ClubPageFactory(parent=clubs, led_by=[leader])


def _make_rating(club, leader: Member, by: Member) -> None:
    """A round whose committee marks; the club has handed in, with evidence."""
    entry = make_round(by, opened=True).entries.get(club=club)
    criterion = entry.round.criteria.first()
    RatingEvidence.objects.create(entry=entry, criterion=criterion, name="训练", link="/clubs/", added_by=leader)
    ClubRating.objects.filter(pk=entry.pk).update(
        handed_in_at=timezone.now(), handed_in_by=leader, reopened_until=entry.round.committee_until
    )
    begin_marking(entry.round)


def _make_date(club) -> Session:
    activity = RecurringActivityFactory(club=club, title="俱乐部训练")
    offering = Offering.objects.of(activity).get()
    offering.sessions.all().delete()
    Offering.objects.filter(pk=offering.pk).update(mode="approval", absences_count=True)
    return SessionFactory(offering=Offering.objects.get(pk=offering.pk), capacity=100)
