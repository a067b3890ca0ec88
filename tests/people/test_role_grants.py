"""Roles are granted for a period, and read against the clock."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from people.actions import GROUP_NAMES, end_role, grant_role, refresh_due_roles, refresh_roles
from people.backends import RoleBackend
from people.errors import LastAdministrator, OwnRole
from people.models import Member, Role, RoleGrant
from tests.factories import MemberFactory

SHANGHAI = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=SHANGHAI)
DAY = timedelta(days=1)


def as_seen_at_sign_in(member: Member) -> set[str]:
    """The groups that a request of this member works with."""
    return set(RoleBackend().get_user(member.pk).groups.values_list("name", flat=True))


@pytest.fixture
def clock():
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def member(db):
    return MemberFactory()


def test_a_grant_counts_at_once(member, clock):
    grant_role(member, Role.CHAIR, by=None)
    assert as_seen_at_sign_in(member) == {GROUP_NAMES[Role.CHAIR]}


def test_a_grant_for_later_counts_from_its_first_moment(member, clock):
    grant_role(member, Role.DEPUTY_CHAIR, by=None, starts_at=MONDAY + DAY)
    assert as_seen_at_sign_in(member) == set()
    clock.move_to(MONDAY + DAY)
    assert as_seen_at_sign_in(member) == {GROUP_NAMES[Role.DEPUTY_CHAIR]}


def test_a_grant_ends_by_itself(member, clock):
    grant_role(member, Role.DEPUTY_CHAIR, by=None, ends_at=MONDAY + DAY)
    clock.move_to(MONDAY + DAY - timedelta(seconds=1))
    assert as_seen_at_sign_in(member) == {GROUP_NAMES[Role.DEPUTY_CHAIR]}
    clock.move_to(MONDAY + DAY)
    assert as_seen_at_sign_in(member) == set()


def test_a_role_whose_period_is_over_opens_no_door_to_somebody_still_signed_in(member, clock, client):
    grant_role(member, Role.PUBLICITY_OFFICER, by=None, ends_at=MONDAY + DAY)
    client.force_login(member, backend="people.backends.RoleBackend")
    assert client.get(reverse("wagtailadmin_home")).status_code == 200
    clock.move_to(MONDAY + DAY)
    assert client.get(reverse("wagtailadmin_home")).status_code == 302


def test_two_grants_of_one_role_end_with_the_later_one(member, clock):
    grant_role(member, Role.CHAIR, by=None, ends_at=MONDAY + DAY)
    grant_role(member, Role.CHAIR, by=None, ends_at=MONDAY + 3 * DAY)
    clock.move_to(MONDAY + 2 * DAY)
    assert as_seen_at_sign_in(member) == {GROUP_NAMES[Role.CHAIR]}
    clock.move_to(MONDAY + 3 * DAY)
    assert as_seen_at_sign_in(member) == set()


def test_an_ended_grant_stays_on_record_and_counts_no_more(member, clock):
    grant = grant_role(member, Role.CHAIR, by=None)
    clock.shift(DAY)
    end_role(grant)
    grant.refresh_from_db()
    assert grant.ends_at == MONDAY + DAY
    assert not grant.is_in_force
    assert as_seen_at_sign_in(member) == set()


def test_ending_a_grant_twice_keeps_the_first_moment(member, clock):
    grant = grant_role(member, Role.CHAIR, by=None)
    end_role(grant)
    clock.shift(DAY)
    assert end_role(grant).ends_at == MONDAY


def test_a_grant_that_has_not_begun_can_be_taken_back(member, clock):
    grant = grant_role(member, Role.CHAIR, by=None, starts_at=MONDAY + DAY)
    end_role(grant)
    clock.move_to(MONDAY + 2 * DAY)
    assert as_seen_at_sign_in(member) == set()


def test_a_grant_names_who_gave_it(member, clock):
    administrator = MemberFactory(administrator=True)
    assert grant_role(member, Role.LIBRARIAN, by=administrator).granted_by == administrator


def test_a_grant_cannot_end_before_it_begins(member, clock):
    with pytest.raises(ValidationError):
        grant_role(member, Role.CHAIR, by=None, ends_at=MONDAY - DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrant.objects.create(member=member, role=Role.CHAIR, starts_at=MONDAY, ends_at=MONDAY - DAY)


def test_groups_that_the_office_gave_beside_the_roles_are_left_alone(member, clock):
    choir = Group.objects.create(name="合唱团通讯组")
    member.groups.add(choir)
    grant_role(member, Role.CHAIR, by=None, ends_at=MONDAY + DAY)
    clock.move_to(MONDAY + 2 * DAY)
    assert as_seen_at_sign_in(member) == {"合唱团通讯组"}


def test_a_group_given_by_hand_does_not_outlive_the_next_reading_of_the_grants(member, clock):
    member.groups.add(Group.objects.get(name=GROUP_NAMES[Role.CHAIR]))
    refresh_roles(member)
    assert as_seen_at_sign_in(member) == set()


def test_who_holds_a_role_is_asked_of_the_grants(member, clock):
    grant_role(member, Role.CHAIR, by=None, ends_at=MONDAY + DAY)
    assert list(Member.objects.holding(Role.CHAIR)) == [member]
    clock.move_to(MONDAY + DAY)
    assert not Member.objects.holding(Role.CHAIR).exists()


def test_nobody_gives_a_role_to_themselves(member, clock):
    with pytest.raises(OwnRole):
        grant_role(member, Role.CHAIR, by=member)
    assert not member.role_grants.exists()


def test_the_role_of_the_last_administrator_is_not_ended(client, db):
    first, second = MemberFactory(administrator=True), MemberFactory(administrator=True)
    client.force_login(first)
    address = reverse("end_role", args=[second.role_grants.get().pk])
    assert "已" in client.post(address, follow=True).content.decode()
    assert not second.role_grants.get().is_in_force
    page = client.post(reverse("end_role", args=[first.role_grants.get().pk]), follow=True)
    assert str(LastAdministrator.sentence) in page.content.decode()
    assert first.role_grants.get().is_in_force
    assert as_seen_at_sign_in(first) == {GROUP_NAMES[Role.ADMINISTRATOR]}


def test_roles_change_by_the_clock_for_members_who_are_not_signed_in(member, clock):
    grant_role(member, Role.DEPUTY_CHAIR, by=None, ends_at=MONDAY + DAY)
    clock.move_to(MONDAY + DAY)
    assert refresh_due_roles() == 1
    assert not member.groups.exists()
    assert refresh_due_roles() == 0


@pytest.mark.parametrize("rights", [{"administrator": True}, {"is_superuser": True}])
def test_nobody_is_put_into_the_group_of_a_role_past_the_grants(rights, member, client, db):
    """Wagtail offers it for several members at once: an administrator would make themselves the chair."""
    keeper = MemberFactory(**rights)
    client.force_login(keeper)
    chairs = Group.objects.get(name=GROUP_NAMES[Role.CHAIR])
    address = f"/admin/bulk/people/member/assign_role/?id={member.pk}&id={keeper.pk}&next=/admin/users/"
    assert client.post(address, {"role": chairs.pk})["Location"] == "/admin/people/rolegrant/"
    assert not chairs.user_set.exists()
