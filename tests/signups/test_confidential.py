"""What is confidential: the contact person alone reads who comes. Every address there is is asked, whoever added it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from home.feed.addresses import token_of
from home.models import CalendarFeed
from notices.models import Delivery, Notice
from people.models import Look, Member
from signups.actions.deciding import put_first
from signups.actions.giving_back import cancel
from signups.actions.offering import follow
from signups.actions.sessions import call_off, move
from signups.actions.signing_up import sign_up, sign_up_for
from signups.attendance.codes import make_code
from signups.errors import Clash
from signups.models import Session, SignUpTerms, Strike
from signups.rules import keeps_list, may_take_names_away
from tests.approval.questions import parameters, path_of
from tests.factories import (
    BranchFactory,
    MemberFactory,
    RecurringActivityFactory,
    SessionFactory,
    UnionGroupFactory,
)
from tests.matrix.places import all_addresses
from tests.matrix.reading import text_of

from .asking import INSURED, MOBILE, PHONE, PROOF, RESIDENT_ID, SIZE, TOLD, answered, name_of, pdf

TITLE = "巴林特小组"
NAMES = {"犇鑫一": "QX91001", "猋鑫二": "QX91002", "骉鑫三": "QX91003"}
# Records of this kind are asked for one by one in the admin.
ABOUT_SIGN_UPS = ("signups", "sign-up", "sign_up", "session", "activities/<", "notice", "deliver", "look")
# They sign somebody out or change the language; nothing else of a GET or an empty form lasts longer than the question.
NOT_ASKED = ("accounts/", "i18n/", "admin/logout", "_util/", "admin/pages/", "admin/images/", "admin/documents/")


@dataclass
class Secret:
    session: Session
    contact: Member
    members: list[Member]
    ids: set[int] = field(default_factory=set)

    @property
    def words(self) -> list[str]:
        return [word for member in self.members for word in (member.name, member.employee_number)]

    def words_but(self, asker: Member | None) -> list[str]:
        own = {asker.name, asker.employee_number} if asker else set()
        return [word for word in self.words if word not in own]


def make_secret(group, *, is_confidential: bool = True) -> Secret:
    """A date with a place held, one that waits, one given back too late; answers, a file, a strike, a look."""
    contact = MemberFactory(name="龘联系", employee_number="QX91000")
    activity = RecurringActivityFactory(
        title=TITLE,
        mode=SignUpTerms.Mode.FIRST_COME,
        is_confidential=is_confidential,
        contact=contact,
        capacity=1,
        questions=[SIZE, TOLD, PHONE, INSURED, PROOF],
    )
    offering = follow(activity, activity, title=activity.title, link=activity.url)
    session = SessionFactory(offering=offering, capacity=2)
    members = [MemberFactory(name=name, employee_number=number, union_group=group) for name, number in NAMES.items()]
    answers = None
    for member in members:
        made = sign_up(member, session)
        data = {name_of(SIZE): "M", name_of(TOLD): "不说", name_of(PHONE): MOBILE, name_of(INSURED): RESIDENT_ID}
        answers = answered(made, data, {name_of(PROOF): pdf(f"{member.name}.pdf")})
    put_first(session.sign_ups.get(member=members[2]), contact, reason="值班")
    ended = session.sign_ups.get(member=members[0])
    cancel(ended, members[0])
    strike = Strike.objects.create(
        sign_up=ended, member=members[0], cause=Strike.Cause.LATE_CANCEL, expires_on=timezone.localdate()
    )
    browser_of(contact).post(f"/sessions/{session.pk}/list/answers/{answers.pk}/")
    rows = [session, offering, activity, contact, answers, answers.attachments.get(), strike, *members]
    rows += [*session.sign_ups.all(), *Notice.objects.all(), *Delivery.objects.all(), *Look.objects.all()]
    return Secret(session, contact, members, {row.pk for row in rows})


def browser_of(somebody: Member | None) -> Client:
    client = Client(raise_request_exception=False)
    if somebody:
        client.force_login(somebody)
    return client


def addresses(secret: Secret, *, admin: bool) -> Iterator[str]:
    """Yield every address of a date, with every id that a second parameter may stand for; every other address that
    needs no id; and those about sign-ups and messages with every id that there is.
    """
    for route, name in all_addresses():
        if route.startswith(NOT_ASKED) or route.startswith("admin/") != admin:
            continue
        wanted = parameters(route)
        if (
            any(f"<int:{each}>" not in route and each != "instance_pk" for each in wanted)
            or "(" in route
            and not wanted
        ):
            continue
        if wanted and not route.startswith("sessions/") and not _is_about_sign_ups(route, name):
            continue
        for number in sorted(secret.ids) if wanted else [0]:
            values = dict.fromkeys(wanted, number)
            if route.startswith("sessions/") and wanted:
                values[wanted[0]] = secret.session.pk
            yield path_of(route, values)
        if admin and not wanted and _is_about_sign_ups(route, name):
            yield f"{path_of(route, {})}?export=xlsx"


def _is_about_sign_ups(route: str, name: str) -> bool:
    return any(part in f"{route} {name}" for part in ABOUT_SIGN_UPS)


def leaks(secret: Secret, asker: Member | None, *, admin: bool = False) -> Iterator[str]:
    """Yield where somebody reads who comes: a name on a page of a date, or beside what tells which date it is."""
    browser = browser_of(asker)
    key = browser.cookies.get(settings.SESSION_COOKIE_NAME)
    tells = (TITLE, f"/sessions/{secret.session.pk}/")
    for address in dict.fromkeys(addresses(secret, admin=admin)):
        for method in ("get", "post") if address.startswith("/sessions/") else ("get",):
            with transaction.atomic():
                answer = getattr(browser, method)(address, {"in_full": "on"} if method == "post" else {})
                text = text_of(answer)
                transaction.set_rollback(True)
            name = next((word for word in secret.words_but(asker) if word in text), None)
            if name and (address.startswith("/sessions/") or any(each in text for each in tells)):
                yield f"{method} {address}: {name}"
            if key and settings.SESSION_COOKIE_NAME not in browser.cookies:
                browser.cookies[settings.SESSION_COOKIE_NAME] = key.value


@pytest.fixture
def group(db):
    return UnionGroupFactory(
        leader=MemberFactory(name="组长甲"), branch=BranchFactory(chair=MemberFactory(name="主席乙"))
    )


@pytest.fixture
def secret(site, group, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return make_secret(group)


def askers(secret: Secret, group) -> dict[str, Member | None]:
    return {
        "visitor": None,
        "member": MemberFactory(),
        "another who comes": secret.members[1],
        "group leader": group.leader,
        "branch chair": group.branch.chair,
        "officer": MemberFactory(officer=True),
        "chair": MemberFactory(chair=True),
        "administrator": MemberFactory(administrator=True),
        "superuser": MemberFactory(is_superuser=True),
    }


@pytest.mark.parametrize("who", ["member", "another who comes", "group leader", "officer", "superuser"])
def test_nobody_but_the_contact_person_reads_who_comes_on_any_page_of_the_site(secret, group, who):
    assert list(leaks(secret, askers(secret, group)[who])) == []


@pytest.mark.parametrize("who", ["superuser", "administrator", pytest.param("officer", marks=pytest.mark.long)])
def test_nobody_reads_who_comes_in_the_admin(secret, group, who):
    assert list(leaks(secret, askers(secret, group)[who], admin=True)) == []


def test_the_contact_person_reads_who_comes(secret):
    """The control: the addresses that are asked are those with names on them."""
    assert any(leaks(secret, secret.contact))


def test_what_is_not_confidential_the_office_reads(site, group, settings, tmp_path):
    """The control: the same walk finds names where there is no secret."""
    settings.VAR_DIR = tmp_path
    secret = make_secret(group, is_confidential=False)
    assert any(leaks(secret, MemberFactory(officer=True)))


def test_no_right_and_no_role_opens_the_names(secret, group):
    for who, asker in askers(secret, group).items():
        if asker:
            assert not keeps_list(secret.session, asker), who
    assert keeps_list(secret.session, secret.contact)


def test_not_even_the_contact_person_takes_the_names_away(secret):
    browser = browser_of(secret.contact)
    assert not may_take_names_away(secret.session, secret.contact)
    assert browser.post(f"/sessions/{secret.session.pk}/list/answers/export/").status_code == 404
    assert browser.get(f"/sessions/{secret.session.pk}/list/pick-up/").status_code == 404
    assert "Excel" not in browser.get(f"/sessions/{secret.session.pk}/list/answers/").content.decode()


def test_a_contact_person_who_has_left_reads_nothing(secret):
    Member.objects.filter(pk=secret.contact.pk).update(is_active=False)
    assert not keeps_list(secret.session, Member.objects.get(pk=secret.contact.pk))


def test_messages_name_neither_what_it_is_nor_who_comes(secret):
    """In the inbox, and so by mail, SMS and work accounts, whatever becomes of the date."""
    session = secret.session
    move(
        session,
        secret.contact,
        starts_at=session.starts_at + timedelta(hours=2),
        ends_at=session.ends_at + timedelta(hours=2),
        venue=None,
        place="二楼",
    )
    call_off(session, secret.contact, reason="老师生病")
    told = Notice.objects.filter(kind__startswith="signups.")
    assert {notice.recipient_id for notice in told} == {member.pk for member in secret.members}
    assert len({notice.kind for notice in told}) >= 3
    for notice in told:
        text = f"{notice.subject}\n{notice.body}"
        assert TITLE not in text
        others = [
            word for word in secret.words if word not in (notice.recipient.name, notice.recipient.employee_number)
        ]
        assert not any(word in text for word in others)


def test_a_calendar_does_not_say_what_it_is(secret, client):
    """Somebody else may read along on a phone."""
    feed = CalendarFeed.objects.create(member=secret.members[1], key="0" * 22)
    answer = client.get(f"/feeds/{token_of(feed)}.ics")
    assert answer.status_code == 200
    assert TITLE not in answer.content.decode()


def test_a_look_at_what_is_confidential_names_nobody(secret):
    """The notes of looks are read by the administrator: neither whose it was nor who was searched for."""
    browser, session, row = browser_of(secret.contact), secret.session, secret.session.sign_ups.granted().first()
    begun = timezone.now() - timedelta(minutes=5)
    Session.objects.filter(pk=session.pk).update(starts_at=begun, ends_at=begun + timedelta(hours=1))
    session.refresh_from_db()
    before = list(Look.objects.values_list("pk", flat=True))
    of_list = f"/sessions/{session.pk}/list/"
    for address in (of_list, f"{of_list}{row.pk}/", f"{of_list}answers/", f"{of_list}attendance/"):
        assert browser.get(address, {"q": row.member.name}).status_code == 200, address
    scanned = reverse("scanned_code", args=[make_code(row.member, session)])
    assert row.member.name in browser.get(scanned).content.decode()
    looks = Look.objects.filter(viewer=secret.contact).exclude(pk__in=before)
    assert len({look.subject for look in looks}) == 3
    for look in looks:
        assert (look.member, look.subject_id, look.narrowed_by) == (None, 0, ""), look.subject


def test_whoever_signs_somebody_up_is_not_told_of_a_confidential_place_at_that_hour(secret):
    holder = secret.session.sign_ups.granted().first().member
    other = SessionFactory(starts_at=secret.session.starts_at, ends_at=secret.session.ends_at)
    with pytest.raises(Clash) as refusal:
        sign_up_for(MemberFactory(officer=True), holder, other)
    assert TITLE not in str(refusal.value)
