"""Who left long ago is emptied; nobody is deleted."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from activities.models import ClubLeader, ClubMembership
from honours.models import HonourRecipient
from notices.actions import notify
from people.errors import StillHere, StillNamed
from people.models import FormerNumber, Member, PrivacySettings
from people.privacy.emptying import BLANKED, EMPTIED_NAME, empty_expired, empty_member
from tests.factories import BookFactory, ClubPageFactory, DepartmentFactory, HonourFactory, MemberFactory
from tests.people.second_factors import app_of

LONG_AGO = timezone.localdate() - timedelta(days=6 * 366)


def left(on=LONG_AGO, **fields) -> Member:
    fields = {"staff_status": "left", "is_active": False, "gone_since": on} | fields
    return MemberFactory(**fields)


def test_everything_personal_goes_and_the_row_stays():
    member = left(
        employee_number="3001",
        name="张三",
        pinyin="zhang san",
        mobile="13800138000",
        birthday="1980-01-01",
        gender="m",
        department=DepartmentFactory(),
        joined_hospital_on="2001-01-01",
        title="护师",
    )
    FormerNumber.objects.create(member=member, number="L17")
    notify([member], kind="test", key="x", subject="消息")
    empty_member(member)
    member.refresh_from_db()
    assert (member.employee_number, member.name, member.staff_status) == ("3001", EMPTIED_NAME, "left")
    for name in ("pinyin", "mobile", "email", "birthday", "gender", "department", "joined_hospital_on", "title"):
        assert not getattr(member, name), name
    assert not member.has_usable_password()
    assert not member.former_numbers.exists()
    assert not member.notices.exists()
    assert member.emptied_at is not None


def test_nothing_beside_the_row_goes_on_naming_the_member():
    member = left(name="张三丰")
    log(member, "wagtail.edit")
    EmailAddress.objects.create(user=member, email="zhang@example.org")
    profile = UserProfile.get_for_user(member)
    profile.avatar.save("me.png", ContentFile(b"x"), save=False)
    UserProfile.objects.filter(pk=profile.pk).update(avatar=profile.avatar.name)
    empty_member(member)
    assert not EmailAddress.objects.exists()
    assert not UserProfile.objects.filter(user=member).exists()
    assert "张三丰" not in ModelLogEntry.objects.get().label


def test_whoever_is_emptied_keeps_no_second_factor():
    member = left()
    app_of(member)
    SocialAccount.objects.create(user=member, provider="openid_connect", uid="5f1c")
    empty_member(member)
    assert not Authenticator.objects.exists()
    assert not SocialAccount.objects.exists()


def test_every_field_of_a_member_is_blanked_or_named_as_staying():
    stays = {
        "id",
        "employee_number",
        "password",
        "is_active",
        "date_joined",
        "staff_status",
        "membership_status",
        "gone_since",
        "emptied_at",
        "roles_valid_until",
    }
    assert {field.name for field in Member._meta.concrete_fields} == stays | set(BLANKED)


@pytest.mark.parametrize(
    "fields",
    [
        {"staff_status": "active", "is_active": True},
        {"staff_status": "retired", "is_active": True},
        {"staff_status": "honoured", "is_active": True},
        {"gone_since": timezone.localdate() - timedelta(days=4 * 365)},
    ],
)
def test_the_retired_whoever_works_here_and_who_left_lately_stay(fields):
    member = left(name="张三", **fields)
    with pytest.raises(StillHere):
        empty_member(member)
    assert empty_expired() == 0
    assert Member.objects.get(pk=member.pk).name == "张三"


def test_the_office_sets_for_how_long(db):
    member = left(on=timezone.localdate() - timedelta(days=3 * 366))
    assert empty_expired() == 0
    PrivacySettings.objects.create(leavers_kept_for=2)
    assert empty_expired() == 1
    assert Member.objects.get(pk=member.pk).name == EMPTIED_NAME


def test_the_dead_are_emptied_as_well():
    left(staff_status="deceased")
    assert empty_expired() == 1


def test_to_empty_twice_does_nothing_more():
    member = left()
    first = empty_member(member).emptied_at
    assert empty_member(member).emptied_at == first
    assert empty_expired() == 0


def test_since_when_somebody_is_gone_is_known_whoever_writes_it():
    member = MemberFactory()
    assert member.gone_since is None
    Member.objects.filter(pk=member.pk).update(staff_status="left", is_active=False)
    member.refresh_from_db()
    assert member.gone_since == timezone.localdate()
    # A form that was opened before still has none.
    member.gone_since = None
    Member.objects.filter(pk=member.pk).update(gone_since="2020-01-01")
    member.save()
    member.refresh_from_db()
    assert str(member.gone_since) == "2020-01-01"


def test_whoever_comes_back_is_not_gone_and_not_emptied():
    member = empty_member(left())
    Member.objects.filter(pk=member.pk).update(staff_status="active", is_active=True, name="张三")
    member.refresh_from_db()
    assert (member.gone_since, member.emptied_at) == (None, None)


def test_the_wall_of_honours_goes_on_naming_whoever_was_honoured(client):
    member = left(name="张三丰")
    honour = HonourFactory(title="终身成就", to=[member])
    empty_member(member)
    html = client.get(honour.url).content.decode()
    assert "张三丰" in html
    assert EMPTIED_NAME not in html


def test_whom_a_club_still_names_waits_until_an_approval_takes_the_name_off():
    member, other = left(name="张三"), left()
    club = ClubPageFactory()
    ClubLeader.objects.create(club=club, member=member)
    with pytest.raises(StillNamed):
        empty_member(member)
    assert empty_expired() == 1
    assert Member.objects.get(pk=other.pk).name == EMPTIED_NAME
    assert Member.objects.get(pk=member.pk).name == "张三"


def test_who_edits_an_honour_after_the_emptying_finds_the_name_and_publishes_it(client):
    member, other = left(name="时光远"), MemberFactory(name="丁在册")
    honour = HonourFactory(title="终身成就", to=[member, other, "急诊护理组"])
    empty_member(member)
    honour.refresh_from_db()
    draft = honour.get_latest_revision_as_object()
    assert draft.recipient_names == ["时光远", "丁在册", "急诊护理组"]
    draft.save_revision().publish()
    assert "时光远" in client.get(honour.url).content.decode()
    assert not HonourRecipient.objects.filter(member=member).exists()


def test_who_edits_a_book_after_the_emptying_thanks_nobody_anew():
    member = left()
    book = BookFactory(donor=member)
    empty_member(member)
    book.refresh_from_db()
    book.get_latest_revision_as_object().save_revision().publish()
    book.refresh_from_db()
    assert book.donor is None


def test_a_book_stays_when_its_donor_is_emptied(client):
    member = left(name="张三丰")
    book = BookFactory(donor=member)
    assert "张三丰" in client.get(book.url).content.decode()
    empty_member(member)
    html = client.get(book.url).content.decode()
    assert "张三丰" not in html
    assert EMPTIED_NAME not in html


def test_a_club_goes_on_counting_who_was_in_it():
    member = left()
    ClubMembership.objects.create(club=ClubPageFactory(), member=member, left_on=LONG_AGO)
    empty_member(member)
    assert ClubMembership.objects.count() == 1


@pytest.fixture
def superuser(client_of):
    return client_of(MemberFactory(is_superuser=True, is_staff=True))


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_deletes_a_member_not_even_a_superuser(method, superuser):
    member = MemberFactory(administrator=True)
    response = getattr(superuser, method)(f"/admin/users/delete/{member.pk}/", follow=True)
    assert response.status_code == 200
    assert "不能删除" in response.content.decode()
    assert Member.objects.filter(pk=member.pk).exists()


def test_nobody_deletes_several_either(superuser):
    members = [MemberFactory(), MemberFactory()]
    query = "&".join(f"id={member.pk}" for member in members)
    response = superuser.post(f"/admin/bulk/people/member/delete/?{query}", follow=True)
    assert "不能删除" in response.content.decode()
    assert Member.objects.filter(pk__in=[member.pk for member in members]).count() == 2
