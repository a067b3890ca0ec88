"""What is kept of notices, in the eyes of the law: shown to its owner, emptied with who has gone, looks at it noted."""

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from notices.actions import notify
from notices.models import Delivery, Event, Preferences, WorkAccount
from people.models import FormerNumber, Look, Member
from people.privacy.registry import emptying_rules, holdings
from tests.factories import MemberFactory


@pytest.fixture
def member(db):
    return MemberFactory(name="周敏")


@pytest.fixture
def notice(member):
    [notice] = notify([member], kind="test", key="walk", subject="周六健步走")
    return notice


def texts(member) -> str:
    found = [holding for holding in holdings() if holding.key.startswith("notices.")]
    return " ".join(fact.text for holding in found for entry in holding.entries(member) for fact in entry)


def test_members_see_what_they_were_told_what_they_chose_and_what_they_have_sent(member, notice):
    Preferences.objects.create(member=member, way=Preferences.Way.INBOX)
    Event.objects.create(key="drill", sender=member, subject="消防演练")
    WorkAccount.objects.create(member=member, channel="wecom", account="zhoumin")
    said = texts(member)
    assert "zhoumin" in said
    assert "周六健步走" in said
    assert str(Preferences.Way.INBOX.label) in said
    assert "消防演练" in said


def test_what_somebody_had_chosen_goes_with_the_person(member, notice):
    Preferences.objects.create(member=member)
    WorkAccount.objects.create(member=member, channel="wecom", account="zhoumin")
    for rule in emptying_rules():
        rule(member)
    for model in (Preferences, WorkAccount):
        assert not model.objects.filter(member=member).exists()
    assert not member.notices.exists()


def test_the_log_of_an_account_elsewhere_names_nobody_who_is_emptied(member, client):
    client.force_login(MemberFactory(administrator=True))
    other = MemberFactory(name="吴新来")
    for owner, account in ((member, "zhoumin"), (other, "wuxinlai")):
        client.post(reverse("work_account:add"), {"member": owner.pk, "channel": "wecom", "account": account})
    WorkAccount.objects.all().delete()
    FormerNumber.objects.create(member=member, number=member.employee_number)
    Member.objects.filter(pk=member.pk).update(employee_number="L17")
    member.refresh_from_db()
    for rule in emptying_rules():
        rule(member)
    labels = " ".join(ModelLogEntry.objects.values_list("label", flat=True))
    assert "吴新来" in labels
    assert not any(word in labels for word in ("周敏", "zhoumin", "wuxinlai"))


def test_who_looks_at_accounts_elsewhere_is_noted(member, client):
    administrator = MemberFactory(administrator=True)
    row = WorkAccount.objects.create(member=member, channel="wecom", account="zhoumin")
    client.force_login(administrator)
    assert client.get(reverse("work_account:index")).status_code == 200
    assert client.get(reverse("work_account:edit", args=[row.pk])).status_code == 200
    looks = Look.objects.filter(viewer=administrator, subject="notices.workaccount").order_by("pk")
    assert list(looks.values_list("member", "people")) == [(None, 1), (member.pk, None)]


@pytest.mark.parametrize("model", ["notice", "delivery"])
def test_who_inspects_what_somebody_was_told_is_noted(model, member, notice, client):
    administrator = MemberFactory(administrator=True)
    row = notice if model == "notice" else Delivery.objects.get_or_create(notice=notice, channel="mail")[0]
    client.force_login(administrator)
    assert client.get(reverse(f"notices_{model}_modeladmin_index")).status_code == 200
    assert client.get(reverse(f"notices_{model}_modeladmin_inspect", args=[row.pk])).status_code == 200
    looks = Look.objects.filter(viewer=administrator, subject=f"notices.{model}")
    assert list(looks.order_by("pk").values_list("member", "people")) == [(None, 1), (member.pk, None)]


def test_members_see_by_which_account_they_are_reached(member):
    WorkAccount.objects.create(member=member, channel="wecom", account="zhoumin")
    assert "zhoumin" in texts(member)
