"""Sign-ups in the admin: records, missed sign-ups, venues with their hours, settings; for whom each is."""

from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from people.models import Look
from signups.models import SignUpSettings, Strike, Venue
from tests.factories import MemberFactory, SessionFactory, SignUpFactory, VenueFactory
from tests.list_costs import queries_for

SIGN_UPS, STRIKES, VENUES = "/admin/signups/signup/", "/admin/signups/strike/", "/admin/venue/"
SETTINGS = "/admin/settings/signups/signupsettings/"
OFFICE = ["officer", "chair", "deputy"]


def strike_of(row, **fields):
    return Strike.objects.create(
        sign_up=row, member=row.member, cause=Strike.Cause.NO_SHOW, expires_on=timezone.localdate(), **fields
    )


@pytest.fixture
def confidential(site):
    contact = MemberFactory()
    row = SignUpFactory(
        session=SessionFactory(is_confidential=True, contact=contact), member=MemberFactory(name="秘无名")
    )
    strike_of(row)
    return row


def lets_in(client, role, address):
    """Settings have one row, to which their address leads."""
    client.force_login(MemberFactory(**{role: True}))
    answer = client.get(address, follow=True)
    return answer.status_code == 200 and answer.request["PATH_INFO"].startswith(address)


@pytest.mark.parametrize(
    ("address", "roles"),
    [
        (SIGN_UPS, OFFICE),
        (STRIKES, OFFICE),
        (VENUES, [*OFFICE, "administrator"]),
        (VENUES + "new/", [*OFFICE, "administrator"]),
        (SETTINGS, ["chair", "administrator"]),
    ],
)
def test_each_is_for_those_who_keep_it(site, client, address, roles):
    everybody = [*OFFICE, "administrator", "librarian"]
    assert [role for role in everybody if lets_in(client, role, address)] == [
        role for role in everybody if role in roles
    ]


def test_the_records_are_searched_filtered_and_looked_at(site, client):
    officer = MemberFactory(officer=True)
    client.force_login(officer)
    found = SignUpFactory(member=MemberFactory(name="单雅芳", pinyin="shan yafang"), note="不外传")
    SignUpFactory(member=MemberFactory(name="胡不同"), waiting=True)
    pages = [client.get(f"{SIGN_UPS}{query}").content.decode() for query in ("", "?q=syf", "?state__exact=waiting")]
    assert [("单雅芳" in page, "胡不同" in page) for page in pages] == [(True, True), (True, False), (False, True)]
    inspected = client.get(f"{SIGN_UPS}inspect/{found.pk}/").content.decode()
    assert "单雅芳" in inspected
    # What was written to the organiser stays there.
    assert "不外传" not in inspected
    assert Look.objects.filter(viewer=officer, member=found.member).exists()


@pytest.mark.parametrize("address", [SIGN_UPS, STRIKES])
def test_one_record_and_twenty_cost_the_same_queries(site, client, address):
    client.force_login(MemberFactory(officer=True))
    strike_of(SignUpFactory())
    few = len(queries_for(client, address))
    for _time in range(19):
        strike_of(SignUpFactory())
    assert len(queries_for(client, address)) == few


def test_nobody_writes_a_record_by_hand(site, client):
    row = SignUpFactory()
    for role in (*OFFICE, "administrator"):
        client.force_login(MemberFactory(**{role: True}))
        for act in ("create/", f"edit/{row.pk}/", f"delete/{row.pk}/"):
            assert client.get(f"{SIGN_UPS}{act}").status_code != 200


def test_of_what_is_confidential_there_is_no_record_here(site, client, confidential):
    client.force_login(MemberFactory(chair=True))
    for address in (SIGN_UPS, STRIKES, f"{SIGN_UPS}?q=秘无名"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert confidential.member.employee_number not in answer.content.decode()
        assert not answer.context["object_list"]
    assert client.get(f"{SIGN_UPS}inspect/{confidential.pk}/").status_code == 404
    assert client.get(f"{STRIKES}inspect/{confidential.strike.pk}/").status_code == 404
    for address in (SIGN_UPS, STRIKES):
        sheet = load_workbook(BytesIO(client.post(address).content)).active
        assert sheet.max_row == 1


def test_the_export_holds_what_the_filters_leave_as_text_and_is_noted(site, client):
    officer = MemberFactory(officer=True)
    client.force_login(officer)
    SignUpFactory(member=MemberFactory(name="=1+1", employee_number="00123"))
    strike_of(SignUpFactory(waiting=True, member=MemberFactory(name="候补人")), waiver_reason="=2")
    answer = client.post(f"{SIGN_UPS}?state__exact=confirmed")
    sheet = load_workbook(BytesIO(answer.content)).active
    assert sheet.max_row == 2
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}
    assert sheet["A2"].value == "00123"
    assert Look.objects.get(viewer=officer, subject="signups.export").people == 1
    missed = load_workbook(BytesIO(client.post(STRIKES).content)).active
    assert missed["B2"].value == "候补人"


def venue_form(*hours, **fields):
    data = {
        "name": "东院活动室",
        "campus": "",
        "is_open": "on",
        "directions": "门诊楼后",
        "hours-TOTAL_FORMS": str(len(hours)),
        "hours-INITIAL_FORMS": "0",
        "hours-MIN_NUM_FORMS": "0",
        "hours-MAX_NUM_FORMS": "1000",
        "closures-TOTAL_FORMS": "0",
        "closures-INITIAL_FORMS": "0",
        "slot_minutes": "60",
        "slot_places": "1",
        "book_days_ahead": "14",
        "book_limit": "3",
    }
    for place, (weekday, opens, closes) in enumerate(hours):
        data |= {
            f"hours-{place}-weekday": weekday,
            f"hours-{place}-opens": opens,
            f"hours-{place}-closes": closes,
            f"hours-{place}-id": "",
            f"hours-{place}-DELETE": "",
        }
    return {**data, **fields}


def test_a_venue_is_kept_with_its_hours(site, client):
    client.force_login(MemberFactory(officer=True))
    client.post(VENUES + "new/", venue_form((0, "08:00", "12:00"), (0, "14:00", "20:30"), (5, "09:00", "17:00")))
    venue = Venue.objects.get()
    assert [str(hours.opens) for hours in venue.hours.all()] == ["08:00:00", "14:00:00", "09:00:00"]


def test_hours_that_end_before_they_begin_are_a_sentence(site, client):
    client.force_login(MemberFactory(officer=True))
    answer = client.post(VENUES + "new/", venue_form((0, "12:00", "08:00")))
    assert answer.status_code == 200
    assert not Venue.objects.exists()


def test_a_venue_in_use_stays(site, client):
    client.force_login(MemberFactory(officer=True))
    venue = VenueFactory()
    SessionFactory(venue=venue)
    client.post(f"{VENUES}delete/{venue.pk}/")
    assert Venue.objects.filter(pk=venue.pk).exists()
    free = VenueFactory()
    client.post(f"{VENUES}delete/{free.pk}/")
    assert not Venue.objects.filter(pk=free.pk).exists()


def test_the_chair_sets_what_holds_for_all_sign_ups(site, client):
    client.force_login(MemberFactory(chair=True))
    address = client.get(SETTINGS)["Location"]
    kept = SignUpSettings.load()
    data = {field.name: getattr(kept, field.name) for field in SignUpSettings._meta.fields if field.name != "id"} | {
        "strikes_allowed": 5
    }
    client.post(address, data)
    assert SignUpSettings.load().strikes_allowed == 5


def test_the_menu_leads_the_office_to_all_of_it_and_others_nowhere(site, client):
    shown = {}
    for role in ("officer", "administrator", "librarian"):
        client.force_login(MemberFactory(**{role: True}))
        page = client.get("/admin/").content.decode()
        shown[role] = [address in page for address in ("/sessions/mine/", SIGN_UPS, STRIKES, VENUES)]
    assert shown == {"officer": [True] * 4, "administrator": [False] * 3 + [True], "librarian": [False] * 4}
