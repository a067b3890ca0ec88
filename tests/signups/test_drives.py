"""Drives: the office puts offerings together, everybody chooses one place."""

import pytest

from signups.actions.signing_up import sign_up
from signups.drives.putting import set_offerings
from signups.errors import DriveIsFixed
from signups.models import Drive, Offering
from tests.factories import (
    ClubPageFactory,
    DriveFactory,
    MemberFactory,
    OfferingFactory,
    RecurringActivityFactory,
    SessionFactory,
)
from tests.list_costs import queries_for


@pytest.fixture
def office(site):
    return MemberFactory(officer=True)


def in_drive(drive):
    return set(Offering.objects.filter(drive=drive))


def test_the_office_makes_a_drive_and_puts_offerings_into_it(client, office):
    first, second = OfferingFactory(), OfferingFactory()
    client.force_login(office)
    client.post("/drives/", {"title": "2027年疗休养"})
    drive = Drive.objects.get()
    edit = f"/drives/{drive.pk}/edit/"
    assert client.post(edit, {"offerings": [first.pk, second.pk]}).status_code == 302
    assert in_drive(drive) == {first, second}
    client.post(edit, {"offerings": [second.pk]})
    assert in_drive(drive) == {second}


def test_what_somebody_has_signed_up_for_stays_and_says_so(office):
    drive, other = DriveFactory(), DriveFactory()
    loose, inside = SessionFactory(), SessionFactory(drive=drive)
    for session in (loose, inside):
        sign_up(MemberFactory(), session)
    with pytest.raises(DriveIsFixed, match=loose.offering.title):
        set_offerings(drive, [loose.offering, inside.offering], office)
    with pytest.raises(DriveIsFixed, match=inside.offering.title):
        set_offerings(drive, [], office)
    free = OfferingFactory(drive=other)
    with pytest.raises(DriveIsFixed, match=free.title):
        set_offerings(drive, [inside.offering, free], office)
    assert in_drive(drive) == {inside.offering}


def test_one_that_is_fixed_leaves_the_others_where_they_were(office):
    drive = DriveFactory()
    free, fixed = OfferingFactory(), SessionFactory().offering
    sign_up(MemberFactory(), fixed.sessions.get())
    with pytest.raises(DriveIsFixed):
        set_offerings(drive, [free, fixed], office)
    assert in_drive(drive) == set()


def test_the_form_keeps_what_is_fixed_without_a_tick(client, office):
    drive = DriveFactory()
    fixed = SessionFactory(drive=drive).offering
    sign_up(MemberFactory(), fixed.sessions.get())
    new = OfferingFactory()
    client.force_login(office)
    client.post(f"/drives/{drive.pk}/edit/", {"offerings": [new.pk]})
    assert in_drive(drive) == {fixed, new}


def test_everybody_reads_what_belongs_to_it_and_their_one_choice(client, office):
    drive = DriveFactory()
    session = SessionFactory(drive=drive)
    me = MemberFactory()
    sign_up(me, session)
    assert session.offering.title in client.get(f"/drives/{drive.pk}/").content.decode()
    client.force_login(me)
    assert [row.session for row in client.get(f"/drives/{drive.pk}/").context["mine"]] == [session]
    client.force_login(MemberFactory())
    assert client.get(f"/drives/{drive.pk}/").context["mine"] == []


def test_a_drive_with_nothing_public_is_nobodys_business(client, office):
    drive = DriveFactory()
    OfferingFactory(drive=drive, is_live=False)
    assert client.get(f"/drives/{drive.pk}/").status_code == 404
    client.force_login(office)
    assert client.get(f"/drives/{drive.pk}/").status_code == 200


def test_what_a_club_keeps_for_staff_stands_in_no_drive_for_visitors(client, office):
    activity = RecurringActivityFactory(title="职工合唱", club=ClubPageFactory(visibility="staff"))
    drive = DriveFactory()
    Offering.objects.update(drive=drive)
    assert client.get(f"/drives/{drive.pk}/").url.startswith("/accounts/login/")
    session = SessionFactory(drive=drive)
    shown = client.get(f"/drives/{drive.pk}/").content.decode()
    assert session.offering.title in shown
    assert activity.title not in shown
    client.force_login(MemberFactory())
    assert activity.title in client.get(f"/drives/{drive.pk}/").content.decode()


@pytest.mark.parametrize("role", [{}, {"librarian": True}, {"administrator": True}])
def test_nobody_but_the_office_makes_or_changes_one(client, site, role):
    drive, offering = DriveFactory(), OfferingFactory()
    client.force_login(MemberFactory(**role))
    assert client.post("/drives/", {"title": "私自"}).status_code == 404
    assert client.post(f"/drives/{drive.pk}/edit/", {"offerings": [offering.pk]}).status_code == 404
    assert Drive.objects.count() == 1
    assert in_drive(drive) == set()


def test_the_page_of_a_date_leads_to_its_drive_before_anybody_has_a_place(client, site):
    drive = DriveFactory(title="暑期疗休养")
    inside, outside = SessionFactory(drive=drive), SessionFactory()
    client.force_login(MemberFactory())
    assert f'href="/drives/{drive.pk}/"' in client.get(f"/sessions/{inside.pk}/").content.decode()
    assert "/drives/" not in client.get(f"/sessions/{outside.pk}/").content.decode()


def test_the_office_is_led_to_the_drives_and_nobody_else(client, office):
    way = 'href="/drives/"'
    client.force_login(office)
    assert way in client.get("/sessions/mine/").content.decode()
    assert "/drives/" in client.get("/admin/").content.decode()
    client.force_login(MemberFactory())
    assert way not in client.get("/sessions/mine/").content.decode()


def test_the_pages_cost_the_same_for_one_and_for_twenty(client, office):
    drive = DriveFactory()
    SessionFactory(drive=drive)
    client.force_login(office)
    addresses = ["/drives/", f"/drives/{drive.pk}/", f"/drives/{drive.pk}/edit/"]
    before = [len(queries_for(client, address)) for address in addresses]
    for _number in range(19):
        SessionFactory(drive=drive)
        DriveFactory()
    assert [len(queries_for(client, address)) for address in addresses] == before
