"""One-time codes: issued by administrators alone, kept as a digest, used once."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from approval.deputies import end_deputyship, name_deputy
from people.actions import end_role, grant_role, let_go
from people.codes import characters
from people.codes.errors import IssuedMeanwhile, MayDoMore, MayNotIssue, NoAccount, TooManySlips, WrongCode
from people.codes.issuing import AT_ONCE, issue_codes
from people.codes.redeeming import find_code, use_code
from people.models import Member, Role, SignInCode, SignInSettings
from people.retention import forget_expired
from tests.factories import MemberFactory

PASSWORD = "correct-horse-9-staple"


@pytest.fixture
def member(db):
    return MemberFactory(employee_number="3001", name="张三", password=None)


def issued_to(member: Member, by: Member, **options) -> str:
    """Issue a code for one member; return it."""
    return issue_codes([member.pk], by=by, **options)[0].code


def opens(member: Member, code: str) -> bool:
    try:
        return find_code(member.employee_number, code).member == member
    except WrongCode:
        return False


def test_a_code_has_twelve_signs_without_look_alikes_and_is_printed_in_groups_of_four():
    codes = {characters.make_code() for _number in range(200)}
    assert len(codes) == 200
    assert all(re.fullmatch("[0-9A-HJKMNP-TV-Z]{12}", code) for code in codes)
    assert len(characters.ALPHABET) == len(set(characters.ALPHABET)) == 32
    assert characters.as_printed("ABCDEFGH2345") == "ABCD EFGH 2345"


@pytest.mark.parametrize(
    "typed", ["abcd 01v7 2345", "ABCD-OIU7-2345", "ＡＢＣＤ　０１Ｖ７　２３４５", " abcdolv72345\n", "ABCD·01V7·2345"]
)
def test_spaces_case_full_width_signs_and_look_alikes_are_forgiven(typed):
    assert characters.as_meant(typed) == "ABCD01V72345"


def test_a_code_opens_the_account_it_was_issued_for_and_no_other(administrator, member):
    other = MemberFactory(employee_number="3002", password=None)
    code, others = issued_to(member, administrator), issued_to(other, administrator)
    assert opens(member, code)
    assert opens(member, characters.as_printed(code).lower())
    assert not opens(member, others)
    assert not opens(other, code)


def test_the_code_is_stored_nowhere_and_its_digest_needs_the_secret_key(administrator, member, settings):
    code = issued_to(member, administrator)
    stored = SignInCode.objects.get().digest
    assert code not in stored
    settings.SECRET_KEY = "another" * 9
    assert characters.digest_of(member.pk, code) != stored
    assert not opens(member, code)


def test_who_issued_it_for_whom_and_when_is_recorded(administrator, member):
    before = timezone.now()
    issued_to(member, administrator)
    record = SignInCode.objects.get()
    assert (record.issued_by, record.member) == (administrator, member)
    assert before <= record.issued_at <= timezone.now()


def test_a_code_sets_the_password_once(administrator, member):
    code = issued_to(member, administrator)
    found = find_code("3001", code)
    assert use_code(found.pk, PASSWORD) == member
    member.refresh_from_db()
    assert member.check_password(PASSWORD)
    assert not opens(member, code)
    with pytest.raises(WrongCode):
        use_code(found.pk, "another-password-7")
    member.refresh_from_db()
    assert member.check_password(PASSWORD)


def test_a_newer_code_replaces_the_older(administrator, member):
    older = issued_to(member, administrator)
    newer = issued_to(member, administrator)
    assert not opens(member, older)
    assert opens(member, newer)
    assert SignInCode.objects.open().count() == 1


def test_a_code_expires_after_the_days_that_the_administrator_has_set(administrator, member):
    SignInSettings.objects.create(code_days=3)
    code = issued_to(member, administrator)
    now = timezone.now()
    with time_machine.travel(now + timedelta(days=3) - timedelta(minutes=1)):
        assert opens(member, code)
    with time_machine.travel(now + timedelta(days=3, minutes=1)):
        assert not opens(member, code)
        with pytest.raises(WrongCode):
            use_code(SignInCode.objects.get().pk, PASSWORD)


def test_a_code_is_valid_for_fourteen_days_by_default(administrator, member):
    issued_to(member, administrator)
    record = SignInCode.objects.get()
    assert record.expires_at - record.issued_at == timedelta(days=14)


@pytest.mark.parametrize("role", ["officer", "chair", "deputy", "librarian", None])
def test_nobody_but_an_administrator_issues_codes(member, role):
    issuer = MemberFactory(**({role: True} if role else {}))
    with pytest.raises(MayNotIssue):
        issued_to(member, issuer)
    assert not SignInCode.objects.exists()


def test_an_administrator_who_is_one_no_more_issues_none(administrator, member):
    MemberFactory(administrator=True)
    end_role(administrator.role_grants.get())
    with pytest.raises(MayNotIssue):
        issued_to(member, Member.objects.get(pk=administrator.pk))


@pytest.mark.parametrize("role", ["chair", "deputy", "superuser"])
def test_no_administrator_issues_a_code_for_an_account_that_may_do_more(administrator, role):
    more = (
        Member.objects.create_superuser("9999", name="超管") if role == "superuser" else MemberFactory(**{role: True})
    )
    with pytest.raises(MayDoMore):
        issued_to(more, administrator)
    assert not SignInCode.objects.exists()


def test_nor_for_whoever_stands_in_for_the_chair_today_or_soon(administrator, member):
    soon = timezone.localdate() + timedelta(days=1)
    deputyship = name_deputy(MemberFactory(chair=True), member, soon, soon)
    with pytest.raises(MayDoMore):
        issued_to(member, administrator)
    end_deputyship(deputyship, by=deputyship.principal)
    assert opens(member, issued_to(member, administrator))


def test_a_code_opens_nothing_once_its_owner_stands_in_for_the_chair(administrator, member):
    code = issued_to(member, administrator)
    today = timezone.localdate()
    name_deputy(MemberFactory(chair=True), member, today, today)
    assert not opens(member, code)


def test_to_stand_in_for_the_chair_is_no_right_to_issue_the_chair_a_code(administrator):
    chair, today = MemberFactory(chair=True), timezone.localdate()
    name_deputy(chair, administrator, today, today)
    with pytest.raises(MayDoMore):
        issued_to(chair, administrator)


def test_one_who_may_do_more_among_many_stops_them_all(administrator, member):
    chair = MemberFactory(chair=True)
    with pytest.raises(MayDoMore):
        issue_codes([member.pk, chair.pk], by=administrator)
    assert not SignInCode.objects.exists()


def test_a_superuser_issues_codes_for_the_chair_and_for_superusers(db):
    superuser = Member.objects.create_superuser("9999", name="超管")
    for other in (MemberFactory(chair=True), Member.objects.create_superuser("9998", name="超管乙")):
        assert opens(other, issued_to(other, superuser))


def test_administrators_issue_codes_for_each_other(administrator):
    other = MemberFactory(administrator=True)
    assert opens(other, issued_to(other, administrator))


def test_a_code_opens_nothing_once_its_owner_may_do_more_than_who_issued_it(administrator, member):
    code = issued_to(member, administrator)
    found = find_code("3001", code)
    grant_role(member, Role.CHAIR, by=administrator)
    assert not opens(member, code)
    with pytest.raises(WrongCode):
        use_code(found.pk, PASSWORD)


def test_inactive_members_get_no_code_and_theirs_open_nothing(administrator, member):
    code = issued_to(member, administrator)
    Member.objects.filter(pk=member.pk).update(is_active=False)
    assert not opens(member, code)
    with pytest.raises(WrongCode):
        use_code(SignInCode.objects.get().pk, PASSWORD)
    with pytest.raises(NoAccount):
        issued_to(member, administrator)


def test_who_leaves_and_comes_back_has_no_open_code(administrator, member):
    code = issued_to(member, administrator)
    let_go([member])
    assert not opens(member, code)


def test_pressing_the_button_twice_does_not_make_the_first_sheet_worthless(administrator, member):
    seen_at = timezone.now()
    code = issued_to(member, administrator, seen_at=seen_at)
    with pytest.raises(IssuedMeanwhile):
        issued_to(member, administrator, seen_at=seen_at)
    assert opens(member, code)


def test_more_than_fit_a_sheet_are_refused(administrator):
    with pytest.raises(TooManySlips):
        issue_codes(range(1, AT_ONCE + 2), by=administrator)


def test_the_database_keeps_one_open_code_a_member(administrator, member):
    issued_to(member, administrator)
    values = {"member": member, "issued_by": administrator, "expires_at": timezone.now() + timedelta(days=1)}
    with pytest.raises(IntegrityError), transaction.atomic():
        SignInCode.objects.create(**values)


def test_issuing_costs_the_same_queries_for_one_and_for_twenty(administrator):
    costs = []
    for count in (1, 20):
        pks = [member.pk for member in MemberFactory.create_batch(count, password=None)]
        issuer = Member.objects.get(pk=administrator.pk)
        with CaptureQueriesContext(connection) as captured:
            issue_codes(pks, by=issuer)
        costs.append(len(captured))
    assert costs[0] == costs[1]


def test_wrong_expired_used_and_unknown_are_refused_alike_after_the_same_queries(administrator, member):
    """The sentence and the work: no address tells who has an account or a code."""
    used, expired, closed, none = MemberFactory.create_batch(4, password=None)
    codes = {each: issued_to(each, administrator) for each in (member, used, expired, closed)}
    use_code(find_code(used.employee_number, codes[used]).pk, PASSWORD)
    SignInCode.objects.filter(member=expired).update(
        issued_at=timezone.now() - timedelta(days=2), expires_at=timezone.now() - timedelta(days=1)
    )
    Member.objects.filter(pk=closed.pk).update(is_active=False)
    attempts = {
        "wrong": (member.employee_number, "0" * 12),
        "used": (used.employee_number, codes[used]),
        "expired": (expired.employee_number, codes[expired]),
        "closed": (closed.employee_number, codes[closed]),
        "no code": (none.employee_number, "0" * 12),
        "unknown number": ("404404", "0" * 12),
        "nonsense": ("' OR 1=1 --", "\u0000"),
    }
    said, costs = set(), {}
    for name, (number, code) in attempts.items():
        with CaptureQueriesContext(connection) as captured, pytest.raises(WrongCode) as refusal:
            find_code(number.replace("\u0000", ""), code)
        said.add(str(refusal.value))
        costs[name] = len(captured)
    assert len(said) == 1
    assert set(costs.values()) == {1}, costs


def test_who_issued_a_code_is_forgotten_after_two_years(administrator, member):
    issued_to(member, administrator)
    for days, left in [(14 + 729, 1), (14 + 731, 0)]:
        with time_machine.travel(timezone.now() + timedelta(days=days)):
            forget_expired()
        assert SignInCode.objects.count() == left
