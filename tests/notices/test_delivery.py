"""Each notice goes out once, by the first way that reaches its reader, and what became of it is kept."""

from datetime import timedelta

import pytest
import time_machine
from django.test import override_settings
from django.urls import reverse

from notices.actions import notify
from notices.channels.errors import NotNow, Unanswered
from notices.jobs import deliver, mail_notice
from notices.models import Delivery, Preferences
from tests.factories import MemberFactory

from .gateways import Services
from .ways import PLAIN, URGENT, at, do, outcomes, queued

SEND = "/cgi-bin/message/send"


def tell(member, kind=PLAIN, **facts):
    [notice] = notify([member], kind=kind, key="1", **{"subject": "周六健步走", "body": "滨河步道见。", **facts})
    return notice


def delivery_of(notice, channel="wecom") -> Delivery:
    return notice.deliveries.get(channel=channel)


def test_wecom_is_the_first_way_where_it_is_set_up(wecom, db, mailoutbox):
    notice = tell(MemberFactory(), link="/news/")
    [job] = queued()
    assert job.args == {"notice_id": notice.pk, "channel": "wecom"}
    do(job)
    assert outcomes(notice) == [("wecom", "sent")]
    assert "\nhttp://testserver/news/\n" in wecom.at(SEND)[0].body["text"]["content"]
    assert mailoutbox == []


def test_two_notices_of_the_same_words_are_two_messages(wecom, db):
    member = MemberFactory()
    with time_machine.travel(at(12), tick=False) as clock:
        for key in ("first", "second"):
            [notice] = notify([member], kind=PLAIN, key=key, subject="周六健步走")
            deliver(notice.pk, "wecom")
            clock.shift(timedelta(minutes=1))
    first, second = wecom.at(SEND)
    assert first.body["text"]["content"] == "周六健步走\n2026-04-12 12:00"
    assert second.body["text"]["content"] == "周六健步走\n2026-04-12 12:01"


def test_where_a_receipt_is_asked_for_the_message_leads_to_the_notice(wecom, db):
    notice = tell(MemberFactory(), link="/news/", asks_receipt=True)
    deliver(notice.pk, "wecom")
    assert f"http://testserver/me/notices/of/{notice.event_id}/" in wecom.at(SEND)[0].body["text"]["content"]


def test_a_notice_is_carried_once_however_often_the_job_runs(wecom, db):
    notice = tell(MemberFactory())
    deliver(notice.pk, "wecom")
    deliver(notice.pk, "wecom")
    assert len(wecom.at(SEND)) == 1


def test_who_is_not_in_the_company_hears_by_mail(wecom, db, mailoutbox):
    wecom.say(SEND, (200, {"errcode": 81013}))
    notice = tell(MemberFactory(email="lin@example.org"))
    deliver(notice.pk, "wecom")
    assert outcomes(notice) == [("wecom", "failed"), ("mail", "waiting")]
    do(queued()[-1])
    assert mailoutbox[0].to == ["lin@example.org"]
    assert outcomes(notice) == [("wecom", "failed"), ("mail", "sent")]
    notice.refresh_from_db()
    assert notice.mailed_at


def test_the_administrator_reads_why_somebody_was_not_reached(wecom, site, client):
    wecom.say(SEND, (200, {"errcode": 81013}))
    notice = tell(MemberFactory(name="林月", email=""))
    deliver(notice.pk, "wecom")
    client.force_login(MemberFactory(administrator=True))
    text = client.get(reverse("notices_delivery_modeladmin_index")).content.decode()
    assert "林月" in text
    assert "最终失败" in text
    assert "企业微信中没有此人" in text
    assert "企业微信：最终失败" in client.get(reverse("notices_notice_modeladmin_index")).content.decode()


def test_a_service_that_is_busy_is_asked_again_and_says_so_meanwhile(wecom, db):
    wecom.say(SEND, (200, {"errcode": -1}), (200, {"errcode": 0}))
    notice = tell(MemberFactory())
    with pytest.raises(NotNow):
        deliver(notice.pk, "wecom")
    kept = delivery_of(notice)
    assert (kept.state, kept.attempts, kept.unsure_since) == ("waiting", 1, None)
    assert "-1" in kept.why
    deliver(notice.pk, "wecom")
    kept.refresh_from_db()
    assert (kept.state, kept.why) == ("sent", "")


def test_a_service_that_never_takes_it_is_given_up_in_the_end(wecom, db):
    wecom.say(SEND, (200, {"errcode": -1}))
    notice = tell(MemberFactory(email=""))
    Delivery.objects.update(attempts=139)
    deliver(notice.pk, "wecom")
    kept = delivery_of(notice)
    assert kept.state == "failed"
    assert "140" in kept.why


def test_what_may_have_arrived_is_sent_again_while_the_service_drops_a_second(wecom, db, impatient):
    wecom.say(SEND, "hangs", (200, {"errcode": 0}))
    with time_machine.travel(at(12), tick=True) as clock:
        notice = tell(MemberFactory())
        with pytest.raises(Unanswered):
            deliver(notice.pk, "wecom")
        clock.shift(timedelta(hours=3, minutes=59))
        deliver(notice.pk, "wecom")
    first, second = wecom.at(SEND)
    assert first.body == second.body
    assert outcomes(notice) == [("wecom", "sent")]


def test_what_may_have_arrived_is_not_sent_again_once_the_service_forgets(wecom, db, impatient, mailoutbox):
    wecom.say(SEND, "drops")
    with time_machine.travel(at(12), tick=True) as clock:
        notice = tell(MemberFactory())
        with pytest.raises(Unanswered):
            deliver(notice.pk, "wecom")
        clock.shift(timedelta(hours=4, minutes=1))
        deliver(notice.pk, "wecom")
    assert len(wecom.at(SEND)) == 1
    assert outcomes(notice) == [("wecom", "unsure")]
    assert delivery_of(notice).why


def test_an_sms_that_may_have_arrived_is_not_paid_for_twice(sms, db, impatient):
    sms.say("/sms", "drops")
    notice = tell(MemberFactory(mobile="13800001234", email=""), kind=URGENT)
    deliver(notice.pk, "sms")
    deliver(notice.pk, "sms")
    assert len(sms.at("/sms")) == 1
    assert outcomes(notice) == [("sms", "unsure")]


def test_what_a_worker_held_when_it_died_may_have_arrived(sms, db):
    notice = tell(MemberFactory(mobile="13800001234", email=""), kind=URGENT)
    Delivery.objects.update(attempts=1, unsure_since=at(12))
    deliver(notice.pk, "sms")
    assert sms.at("/sms") == []
    assert outcomes(notice) == [("sms", "unsure")]


def test_sms_is_for_what_is_urgent_alone(sms, db):
    member = MemberFactory(mobile="13800001234", email="")
    assert outcomes(tell(member)) == []


def test_sms_is_the_last_way_for_what_is_urgent(sms, db):
    assert outcomes(tell(MemberFactory(mobile="13800001234"), kind=URGENT)) == [("mail", "waiting")]


def test_sms_goes_beside_the_first_way_where_the_member_wants_it(sms, db):
    member = MemberFactory(mobile="13800001234")
    Preferences.objects.create(member=member, sms_if_urgent=True)
    assert outcomes(tell(member, kind=URGENT)) == [("mail", "waiting"), ("sms", "waiting")]


def test_the_way_that_a_member_has_chosen_comes_first(wecom, db):
    member = MemberFactory()
    Preferences.objects.create(member=member, way="mail")
    assert outcomes(tell(member)) == [("mail", "waiting")]


def test_a_chosen_way_that_is_not_set_up_any_more_gives_way_to_the_first(wecom, db):
    member = MemberFactory()
    Preferences.objects.create(member=member, way="dingtalk")
    assert outcomes(tell(member)) == [("wecom", "waiting")]


def test_who_wants_the_inbox_alone_has_it_in_the_inbox_alone(wecom, db):
    member = MemberFactory()
    Preferences.objects.create(member=member, way="inbox")
    notice = tell(member)
    assert outcomes(notice) == []
    assert queued() == []
    assert list(member.notices.all()) == [notice]


def test_a_way_that_was_closed_meanwhile_is_said_and_left(db):
    services = Services()
    options = {"corp_id": "c", "agent_id": 1, "secret": "s", "api": services.address}
    with override_settings(NOTICE_CHANNELS={"wecom": options}):
        notice = tell(MemberFactory())
    services.close()
    deliver(notice.pk, "wecom")
    assert outcomes(notice) == [("wecom", "failed"), ("mail", "waiting")]


def test_who_has_left_meanwhile_is_not_written_to(wecom, db):
    member = MemberFactory()
    notice = tell(member)
    member.is_active = False
    member.save(update_fields=["is_active"])
    deliver(notice.pk, "wecom")
    assert wecom.asked == []
    assert outcomes(notice) == [("wecom", "failed")]


def test_what_dingtalk_could_not_hand_on_takes_the_next_way(dingtalk, db):
    notice = tell(MemberFactory())
    deliver(notice.pk, "dingtalk")
    assert outcomes(notice) == [("dingtalk", "sent")]
    look_back = queued()[-1]
    assert look_back.task_name == "notices.look_back"
    assert look_back.scheduled_at
    result = {"errcode": 0, "send_result": {"invalid_user_id_list": ["x"]}}
    dingtalk.say("/topapi/message/corpconversation/getsendresult", (200, result))
    do(look_back)
    assert outcomes(notice) == [("dingtalk", "failed"), ("mail", "waiting")]


def test_a_mail_address_that_nobody_knows_is_said(db, monkeypatch):
    from smtplib import SMTPRecipientsRefused

    def refuse(self, **options):
        raise SMTPRecipientsRefused({"lin@example.org": (550, b"no such user")})

    notice = tell(MemberFactory(email="lin@example.org"))
    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    mail_notice(notice.pk)
    assert outcomes(notice) == [("mail", "failed")]
    notice.refresh_from_db()
    assert notice.mailed_at is None


def test_telling_many_asks_for_their_wishes_once(wecom, db, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked(count: int) -> int:
        members = MemberFactory.create_batch(count)
        with CaptureQueriesContext(connection) as captured:
            notify(members, kind=PLAIN, key=f"key {count}", subject="周六健步走")
        return sum("notices_preferences" in query["sql"] or "noticesettings" in query["sql"] for query in captured)

    assert asked(1) == asked(20) == 2
