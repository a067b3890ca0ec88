"""A member corrects how they are reached, as far as the office lets them, and the office sees it."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from cms.demo.accounts import PASSWORD
from people.jobs import send_account_mail
from people.models import Correction, Member, PrivacySettings
from people.retention import forget_expired
from tests.factories import MemberFactory

CORRECT = "/me/data/correct/"
NEW = {"mobile": "13700137000", "email": "zhou@example.org"}


@pytest.fixture
def fresh(member):
    """A browser in which the member has signed in just now."""
    browser = Client()
    browser.post("/accounts/login/", {"login": member.employee_number, "password": PASSWORD})
    return browser


def test_a_correction_confirmed_by_the_password_counts(own, member):
    response = own.post(CORRECT, {**NEW, "password": PASSWORD})
    assert response.url == "/me/data/"
    member.refresh_from_db()
    assert member.mobile == "13700137000"


def test_the_old_address_is_told_that_links_go_to_another_one_now(own, member):
    Member.objects.filter(pk=member.pk).update(email="old@example.org")
    own.post(CORRECT, {**NEW, "password": PASSWORD})
    [job] = ProcrastinateJob.objects.filter(task_name="people.send_account_mail").values_list("args", flat=True)
    send_account_mail(**job)
    [letter] = mail.outbox
    assert letter.to == ["old@example.org"]
    assert "不是您本人操作" in letter.body
    # Another mobile number alone says nothing to the address.
    own.post(CORRECT, {"mobile": "13700137001", "email": NEW["email"], "password": PASSWORD})
    assert ProcrastinateJob.objects.filter(task_name="people.send_account_mail").count() == 1


@pytest.mark.parametrize("password", ["", "wrong"])
def test_without_the_password_nothing_changes(own, member, password):
    response = own.post(CORRECT, {**NEW, "password": password})
    assert response.status_code == 422
    member.refresh_from_db()
    assert member.mobile == "13800138000"
    assert not Correction.objects.exists()


def test_whoever_has_just_signed_in_is_not_asked_again(fresh, member):
    assert "password" not in fresh.get(CORRECT).context["form"].fields
    assert fresh.post(CORRECT, NEW).status_code == 302
    member.refresh_from_db()
    assert member.mobile == "13700137000"


def test_minutes_later_the_password_is_asked_for(fresh, time_machine):
    time_machine.move_to(timezone.now() + timedelta(minutes=6))
    assert fresh.post(CORRECT, NEW).status_code == 422


def test_passwords_are_not_tried_for_ever(own, settings):
    settings.ACCOUNT_RATE_LIMITS = {"reauthenticate": "3/m/user"}
    for _time in range(3):
        own.post(CORRECT, {**NEW, "password": "wrong"})
    assert own.post(CORRECT, {**NEW, "password": PASSWORD}).status_code == 422


def test_somebody_without_a_password_is_asked_to_sign_in_anew(member, own):
    member.set_unusable_password()
    member.save()
    own.force_login(member)
    assert own.get(CORRECT).context["form"].needs_a_new_sign_in
    assert own.post(CORRECT, {**NEW, "password": "x"}).status_code == 422


def test_the_office_sees_who_changed_what_from_what_to_what(own, member, admin):
    own.post(CORRECT, {**NEW, "password": PASSWORD})
    html = admin.get("/admin/people/correction/").content.decode()
    for said in ("周敏", "13800138000", "13700137000"):
        assert said in html


def test_what_stays_the_same_is_no_correction(own):
    own.post(CORRECT, {"mobile": "13800138000", "email": "zhou@example.org", "password": PASSWORD})
    assert not Correction.objects.exists()


def test_a_number_that_cannot_be_one_is_refused_and_shown_nowhere_else(own, member):
    response = own.post(CORRECT, {"mobile": "12", "email": "zhou@example.org", "password": PASSWORD})
    assert response.status_code == 422
    member.refresh_from_db()
    assert member.mobile == "13800138000"


def test_what_the_office_does_not_let_members_correct_is_not_corrected(own, member):
    PrivacySettings.objects.create(corrects_mobile=False)
    assert "mobile" not in own.get(CORRECT).context["form"].fields
    own.post(CORRECT, {**NEW, "email": "new@example.org", "password": PASSWORD})
    member.refresh_from_db()
    assert (member.mobile, member.email) == ("13800138000", "new@example.org")


def test_where_nothing_may_be_corrected_there_is_no_form(own):
    PrivacySettings.objects.create(corrects_mobile=False, corrects_email=False)
    assert own.get(CORRECT).url == "/me/data/"
    assert CORRECT not in own.get("/me/data/").content.decode()


def test_nothing_else_is_corrected_whatever_is_sent(own, member):
    own.post(CORRECT, {**NEW, "password": PASSWORD, "name": "别名", "is_superuser": "on", "staff_status": "left"})
    member.refresh_from_db()
    assert (member.name, member.is_superuser, member.staff_status) == ("周敏", False, "active")


def test_corrections_are_for_the_office_alone(client_of):
    for somebody in (MemberFactory(officer=True), MemberFactory(chair=True), MemberFactory()):
        for address in ("/admin/people/correction/", "/admin/people/look/"):
            assert client_of(somebody).get(address).status_code in (302, 403)


def test_corrections_are_kept_for_a_year(own, time_machine):
    own.post(CORRECT, {**NEW, "password": PASSWORD})
    time_machine.move_to(timezone.now() + timedelta(days=366))
    forget_expired()
    assert not Correction.objects.exists()
    assert Member.objects.filter(mobile="13700137000").exists()


def test_no_other_address_changes_how_a_member_is_reached(own, member):
    """allauth has a form for it that asks neither the office nor for a password, and notes nothing."""
    for act in ("action_add", "action_primary", "action_send"):
        assert own.post("/accounts/email/", {"email": "elsewhere@example.org", act: ""}).status_code == 302
    assert own.get("/accounts/email/")["Location"] == "/me/data/correct/"
    member.refresh_from_db()
    assert member.email == "zhou@example.org"
    assert not EmailAddress.objects.filter(user=member).exists()
