"""Two at once with the same code: one gets in."""

import time

import pytest
from django.utils import timezone

from people.codes import redeeming
from people.codes.errors import IssuedMeanwhile, WrongCode
from people.codes.issuing import issue_codes
from people.codes.redeeming import find_code, use_code
from people.models import Member, SignInCode
from tests.factories import MemberFactory
from tests.plugins.racing import at_once

pytestmark = pytest.mark.race


@pytest.fixture
def administrator(committed_db):
    return MemberFactory(administrator=True, employee_number="9001")


@pytest.fixture
def member(committed_db):
    return MemberFactory(employee_number="3001", password=None)


def use_twice_at_once(member: Member, by: Member) -> list[object]:
    code = find_code("3001", issue_codes([member.pk], by=by)[0].code)
    return at_once(lambda: use_code(code.pk, "password-of-one"), lambda: use_code(code.pk, "password-of-two"))


def test_of_two_with_the_same_code_one_gets_in(administrator, member, race_rounds):
    for _round in range(race_rounds):
        outcomes = use_twice_at_once(member, administrator)
        assert sorted(type(outcome) for outcome in outcomes if isinstance(outcome, WrongCode)) == [WrongCode]
        member.refresh_from_db()
        winner = "one" if isinstance(outcomes[0], Member) else "two"
        assert member.check_password(f"password-of-{winner}")


def test_without_the_lock_both_get_in(administrator, member, monkeypatch):
    def look_and_wait(pk):
        code = SignInCode.objects.select_related("member", "issued_by").get(pk=pk)
        time.sleep(0.3)
        return code

    monkeypatch.setattr(redeeming, "lock_code", look_and_wait)
    outcomes = use_twice_at_once(member, administrator)
    assert all(isinstance(outcome, Member) for outcome in outcomes)


def test_of_two_administrators_at_once_one_prints_the_sheet_that_is_valid(administrator, member, race_rounds):
    other = MemberFactory(administrator=True, employee_number="9002")
    for _round in range(race_rounds):
        seen_at = timezone.now()
        outcomes = at_once(
            lambda: issue_codes([member.pk], by=administrator, seen_at=seen_at),  # noqa: B023
            lambda: issue_codes([member.pk], by=other, seen_at=seen_at),  # noqa: B023
        )
        refused = [outcome for outcome in outcomes if isinstance(outcome, IssuedMeanwhile)]
        (printed,) = [outcome for outcome in outcomes if isinstance(outcome, list)]
        assert len(refused) == 1
        assert find_code("3001", printed[0].code)


def test_a_code_that_is_used_while_a_newer_one_is_issued_ends_one_way_or_the_other(administrator, member, race_rounds):
    for _round in range(race_rounds):
        code = find_code("3001", issue_codes([member.pk], by=administrator)[0].code)
        used, issued = at_once(
            lambda: use_code(code.pk, "password-of-one"),  # noqa: B023
            lambda: issue_codes([member.pk], by=administrator),
        )
        assert isinstance(used, Member | WrongCode)
        assert isinstance(issued, list)
        assert SignInCode.objects.open().count() == 1
