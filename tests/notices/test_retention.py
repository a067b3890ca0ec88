"""What is kept of notices, and for how long."""

from datetime import timedelta

from django.utils import timezone

from notices.actions import notify
from notices.models import Delivery, Event, Notice, Preferences, WorkAccount
from notices.retention import forget_expired
from tests.factories import MemberFactory

YEAR_AND_A_DAY = timedelta(days=366)


def test_notices_go_after_a_year_with_what_became_of_them(db):
    sender, member = MemberFactory(), MemberFactory()
    notify([member], kind="test", key="old", subject="去年的", sender=sender)
    Notice.objects.update(created_at=timezone.now() - YEAR_AND_A_DAY)
    Event.objects.update(created_at=timezone.now() - YEAR_AND_A_DAY)
    notify([member], kind="test", key="new", subject="今年的", sender=sender)
    assert forget_expired() == 1
    assert [notice.subject for notice in Notice.objects.all()] == ["今年的"]
    assert [event.subject for event in Event.objects.all()] == ["今年的"]
    assert Delivery.objects.count() == 1


def test_what_was_told_of_an_old_event_yesterday_stays(db):
    sender = MemberFactory()
    notify([MemberFactory()], kind="test", key="old", subject="去年的", sender=sender)
    Event.objects.update(created_at=timezone.now() - YEAR_AND_A_DAY)
    forget_expired()
    assert Event.objects.exists()


def test_choices_and_accounts_go_with_the_account_of_the_member(db):
    for member in (MemberFactory(is_active=False), MemberFactory()):
        Preferences.objects.create(member=member, way="mail")
        WorkAccount.objects.create(member=member, channel="wecom", account=f"account{member.pk}")
    forget_expired()
    assert Preferences.objects.get().member.is_active
    assert WorkAccount.objects.get().member.is_active
