"""A lost phone: an administrator takes the second factor off, with a reason, on record, and the member is told."""

from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from notices.models import Notice
from people.models import SecondFactorRemoval
from people.querysets import CODES_KEPT_FOR
from people.retention import forget_expired
from people.second_factor.removing import (
    MayNotTakeOff,
    NothingToTakeOff,
    OfASuperuser,
    OwnSecondFactor,
    take_second_factor_off,
)
from tests.factories import MemberFactory

from .second_factors import app_of, at_the_door, digits_of

REASON = "当面核对工作证，手机遗失"


@pytest.fixture
def administrator(site):
    return MemberFactory(employee_number="1006", name="管理员甲", administrator=True)


@pytest.fixture
def chair(site):
    member = MemberFactory(employee_number="1002", chair=True)
    app_of(member)
    return member


def test_it_is_gone_with_its_recovery_codes_and_on_record(chair, administrator):
    take_second_factor_off(chair, by=administrator, reason=f" {REASON} ")
    assert not Authenticator.objects.filter(user=chair).exists()
    removal = SecondFactorRemoval.objects.get()
    assert (removal.member, removal.removed_by, removal.reason) == (chair, administrator, REASON)


def test_the_member_is_told_who_and_why(chair, administrator):
    take_second_factor_off(chair, by=administrator, reason=REASON)
    notice = Notice.objects.get(recipient=chair)
    assert "管理员甲" in notice.body
    assert REASON in notice.body


def test_whoever_has_found_the_phone_is_out(chair, administrator):
    Authenticator.objects.all().delete()
    client, _answer = at_the_door("1002")
    app_of(chair)
    assert client.get("/me/").status_code == 200
    take_second_factor_off(chair, by=administrator, reason=REASON)
    assert client.get("/me/").status_code == 302


@pytest.mark.parametrize("role", [{}, {"officer": True}, {"chair": True}, {"deputy": True}, {"librarian": True}])
def test_nobody_but_an_administrator_takes_one_off(chair, role):
    with pytest.raises(MayNotTakeOff):
        take_second_factor_off(chair, by=MemberFactory(**role), reason=REASON)
    assert Authenticator.objects.filter(user=chair).exists()


def test_nobody_takes_off_their_own(administrator):
    app_of(administrator)
    with pytest.raises(OwnSecondFactor):
        take_second_factor_off(administrator, by=administrator, reason=REASON)


def test_a_superusers_takes_another_superuser(administrator):
    superuser = MemberFactory(is_superuser=True)
    app_of(superuser)
    with pytest.raises(OfASuperuser):
        take_second_factor_off(superuser, by=administrator, reason=REASON)
    take_second_factor_off(superuser, by=MemberFactory(is_superuser=True), reason=REASON)


def test_who_has_none_has_none_taken_off(administrator):
    with pytest.raises(NothingToTakeOff):
        take_second_factor_off(MemberFactory(), by=administrator, reason=REASON)


def test_there_is_no_record_without_a_reason_nor_of_ones_own(chair, administrator):
    with pytest.raises(ValidationError), transaction.atomic():
        take_second_factor_off(chair, by=administrator, reason="  ")
    assert Authenticator.objects.filter(user=chair).exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        SecondFactorRemoval.objects.create(member=chair, removed_by=chair, reason=REASON)


def test_the_administrator_does_it_on_a_page_that_asks_for_the_reason(chair, administrator, client):
    client.force_login(administrator)
    address = f"/admin/users/{chair.pk}/second-factor/"
    assert address in client.get(f"/admin/users/inspect/{chair.pk}/").content.decode()
    assert client.post(address, {"reason": ""}).status_code == 422
    assert Authenticator.objects.filter(user=chair).exists()
    assert client.post(address, {"reason": REASON}).status_code == 302
    page = client.get(f"/admin/users/inspect/{chair.pk}/").content.decode()
    assert REASON in page
    assert address not in page


def test_the_page_opens_to_no_other_role_and_not_for_a_superuser(chair, administrator, client):
    address = f"/admin/users/{chair.pk}/second-factor/"
    client.force_login(MemberFactory(deputy=True))
    # Wagtail answers who may not with a way back.
    assert client.post(address, {"reason": REASON}).status_code in (302, 403)
    assert Authenticator.objects.filter(user=chair).exists()
    superuser = MemberFactory(is_superuser=True)
    app_of(superuser)
    client.force_login(administrator)
    assert client.post(f"/admin/users/{superuser.pk}/second-factor/", {"reason": REASON}).status_code == 422
    assert Authenticator.objects.filter(user=superuser).exists()


def test_afterwards_a_new_one_is_set_up_at_the_next_sign_in(chair, administrator, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    take_second_factor_off(chair, by=administrator, reason=REASON)
    client, _answer = at_the_door("1002")
    assert client.get("/me/")["Location"] == "/accounts/2fa/"
    page = client.get("/accounts/2fa/totp/activate/")
    client.post("/accounts/2fa/totp/activate/", {"code": digits_of(page.context["form"].secret)})
    assert client.get("/me/").status_code == 200


def test_the_record_is_forgotten_after_two_years(chair, administrator):
    removal = take_second_factor_off(chair, by=administrator, reason=REASON)
    SecondFactorRemoval.objects.filter(pk=removal.pk).update(removed_at=timezone.now() - CODES_KEPT_FOR)
    forget_expired()
    assert not SecondFactorRemoval.objects.exists()


def test_at_the_server_the_last_superuser_gets_back_in(site):
    superuser = MemberFactory(employee_number="1", is_superuser=True)
    app_of(superuser)
    with pytest.raises(CommandError):
        call_command("take_second_factor_off", "1", reason=" ")
    with pytest.raises(CommandError):
        call_command("take_second_factor_off", "404", reason=REASON)
    call_command("take_second_factor_off", "1", reason=REASON, stdout=StringIO())
    assert not Authenticator.objects.exists()
    assert SecondFactorRemoval.objects.get().removed_by is None
    with pytest.raises(CommandError):
        call_command("take_second_factor_off", "1", reason=REASON)
