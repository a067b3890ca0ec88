"""Where somebody decides who comes: whoever decides hears of requests, and whoever is let in hears what came of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from signups.actions.deciding import admit, refuse
from signups.actions.signing_up import sign_up
from signups.models import Offering, SignUp, SignUpTerms
from signups.organising.actions import admit_all
from signups.quotas.naming import name_person
from tests.factories import (
    ClubPageFactory,
    MemberFactory,
    PoolFactory,
    RecurringActivityFactory,
    SessionFactory,
    SignUpFactory,
    UnionGroupFactory,
)

pytestmark = pytest.mark.django_db
APPROVAL = SignUpTerms.Mode.APPROVAL


def told(member) -> list[str]:
    return list(member.notices.order_by("pk").values_list("kind", flat=True))


def test_whoever_decides_hears_of_the_first_request_of_a_day_and_not_of_each(time_machine):
    contact = MemberFactory()
    session = SessionFactory(mode=APPROVAL, contact=contact, starts_at=timezone.now() + timedelta(days=9))
    for member in MemberFactory.create_batch(3):
        sign_up(member, session)
    [notice] = contact.notices.all()
    assert notice.kind == "signups.requested"
    assert notice.link == f"/sessions/{session.pk}/list/"
    time_machine.move_to(timezone.now() + timedelta(days=1))
    for member in MemberFactory.create_batch(2):
        sign_up(member, session)
    assert contact.notices.count() == 2


def test_once_all_are_decided_on_the_next_request_is_told_on_the_same_day():
    contact = MemberFactory()
    session = SessionFactory(mode=APPROVAL, contact=contact)
    refuse(sign_up(MemberFactory(), session)[0], contact, reason="名额有限")
    sign_up(MemberFactory(), session)
    assert told(contact) == ["signups.requested"] * 2


def test_without_a_contact_the_leaders_of_the_club_hear_of_it_or_else_the_office(site):
    officer = MemberFactory(officer=True)
    leader = MemberFactory()
    club = ClubPageFactory(led_by=[leader])
    offering = Offering.objects.of(RecurringActivityFactory(club=club)).get()
    offering.mode = APPROVAL
    offering.save()
    sign_up(MemberFactory(), SessionFactory(offering=offering, capacity=2))
    assert (told(leader), told(officer)) == (["signups.requested"], [])
    sign_up(MemberFactory(), SessionFactory(mode=APPROVAL))
    assert (told(leader), told(officer)) == (["signups.requested"], ["signups.requested"])


def test_of_what_is_confidential_the_contact_alone_hears_and_nothing_is_named():
    officer, contact = MemberFactory(officer=True), MemberFactory()
    session = SessionFactory(mode=APPROVAL, contact=contact, is_confidential=True, title="心理咨询")
    asker = MemberFactory(name="来访者")
    sign_up(asker, session)
    assert told(officer) == []
    [notice] = contact.notices.all()
    assert "心理咨询" not in notice.subject + notice.body
    assert "来访者" not in notice.subject + notice.body


def test_the_office_hears_of_people_whom_a_leader_has_put_forward():
    leader, office = MemberFactory(), MemberFactory(officer=True)
    group = UnionGroupFactory(leader=leader)
    session = SessionFactory(mode=SignUpTerms.Mode.QUOTA, capacity=5)
    PoolFactory(session=session, union_group=group, places=3)
    for member in MemberFactory.create_batch(2, union_group=group):
        name_person(leader, member, session)
    assert told(office) == ["signups.requested"]


def test_of_what_nobody_decides_on_nobody_is_told():
    contact = MemberFactory()
    sign_up(MemberFactory(), SessionFactory(contact=contact))
    assert told(contact) == []


def test_whoever_is_admitted_and_finds_no_place_is_told_where_they_stand():
    session, contact = SessionFactory(mode=APPROVAL, capacity=2), MemberFactory()
    rows = [sign_up(MemberFactory(), session)[0] for _number in range(3)]
    admit_all(session, [row.pk for row in rows], contact)
    assert [told(row.member) for row in rows] == [["signups.placed"], ["signups.placed"], ["signups.admitted"]]
    later = sign_up(MemberFactory(), session)[0]
    admit(later, contact)
    admit(later, contact)
    [notice] = later.member.notices.all()
    assert notice.kind == "signups.admitted"
    assert "2" in notice.body.partition(later.member.name)[2]


def test_that_not_all_find_a_place_is_said_before_they_are_admitted(site, client):
    client.force_login(MemberFactory(officer=True))
    session = SessionFactory(mode=APPROVAL, capacity=2)
    SignUpFactory.create_batch(2, session=session, state=SignUp.State.REQUESTED, granted_at=None, blocks=None)
    address = f"/sessions/{session.pk}/list/admit/"
    assert "callout--warning" not in client.get(address).content.decode()
    SignUpFactory(session=session, state=SignUp.State.REQUESTED, granted_at=None, blocks=None)
    page = client.get(address)
    assert (page.context["lacks"], page.context["places"]) == (True, 2)
    assert "callout--warning" in page.content.decode()
