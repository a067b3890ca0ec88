"""Who can be spared: what heads of department, and the office in their place, see and decide."""

from datetime import timedelta

import pytest
from django.utils import timezone

from notices.models import Notice
from signups.models import Application, SignUp
from signups.selections.jobs import keep_up_selections
from tests.factories.people import DepartmentFactory, MemberFactory
from tests.factories.selections import close_window
from tests.list_costs import queries_for

from .selecting import applicant, applied, in_effect, run_of

pytestmark = pytest.mark.usefixtures("site")


class TestConsent:
    @pytest.fixture
    def head(self, client):
        found = MemberFactory()
        client.force_login(found)
        return found

    @pytest.fixture
    def run(self):
        return run_of(needs_consent=True, consent_until=timezone.now() + timedelta(days=30))

    def test_the_head_consents_and_refuses_with_a_reason_and_they_are_told(self, client, head, run):
        ward = DepartmentFactory(head=head)
        one, two = (applied(run, applicant(5, department=ward)) for _number in range(2))
        assert Notice.objects.filter(recipient=head, kind="signups.consent_wanted").count() == 1
        text = client.get("/selections/consents/").content.decode()
        assert one.member.name in text
        client.post(f"/selections/consents/{one.pk}/")
        assert client.post(f"/selections/consents/{two.pk}/", {"refuse": "1", "reason": ""}).status_code == 422
        client.post(f"/selections/consents/{two.pk}/", {"refuse": "1", "reason": "当月排班紧"})
        states = Application.objects.order_by("pk").values_list("consent", "consent_reason")
        assert list(states) == [("given", ""), ("refused", "当月排班紧")]
        assert Notice.objects.filter(kind="signups.consent_decided").count() == 2

    def test_nobody_decides_for_another_department_or_for_themselves(self, client, head, run):
        ward = DepartmentFactory(head=head)
        mine = applied(run, head)
        type(head).objects.filter(pk=head.pk).update(department=ward)
        other = applied(run, applicant(5, department=DepartmentFactory(head=MemberFactory())))
        for application in (mine, other):
            assert client.post(f"/selections/consents/{application.pk}/").status_code == 404
        assert set(Application.objects.values_list("consent", flat=True)) == {"asked"}

    def test_the_office_is_shown_the_head_who_applies_and_decides_on_them(self, client, head, run):
        type(head).objects.filter(pk=head.pk).update(department=DepartmentFactory(head=head))
        mine = applied(run, type(head).objects.get(pk=head.pk))
        client.force_login(MemberFactory(officer=True))
        assert head.name in client.get("/selections/consents/").content.decode()
        client.post(f"/selections/consents/{mine.pk}/")
        mine.refresh_from_db()
        assert mine.consent == "given"

    def test_once_the_time_is_over_nobody_is_asked_to_decide(self, client, head, run):
        one = applied(run, applicant(5, department=DepartmentFactory(head=head)))
        assert "/selections/consents/" in client.get("/me/").content.decode()
        close_window(run)
        assert "/selections/consents/" not in client.get("/me/").content.decode()
        page = client.get(f"/selections/consents/{one.pk}/").content.decode()
        assert 'name="refuse"' not in page

    def test_whoever_has_no_consent_in_time_is_not_on_the_list_and_reads_so(self, run):
        ward = DepartmentFactory(head=MemberFactory())
        application = applied(run, applicant(5, department=ward))
        in_effect(run)
        application.refresh_from_db()
        assert application.position is None
        assert "科室" in application.why_not or "consent" in application.why_not
        assert SignUp.objects.get().state == SignUp.State.REFUSED

    def test_other_dates_are_asked_about_again(self, client, head):
        run = run_of(dates=(1, 1), needs_consent=True, consent_until=timezone.now() + timedelta(days=30))
        member = applicant(5, department=DepartmentFactory(head=head))
        application = applied(run, member, [0])
        client.post(f"/selections/consents/{application.pk}/")
        applied(run, member, [0, 1])
        application.refresh_from_db()
        assert application.consent == "asked"

    def test_heads_are_reminded_once_two_days_before(self, head):
        run = run_of(
            closes_at=timezone.now() + timedelta(hours=1),
            needs_consent=True,
            consent_until=timezone.now() + timedelta(days=1),
        )
        applied(run, applicant(5, department=DepartmentFactory(head=head)))
        keep_up_selections(timestamp=0)
        keep_up_selections(timestamp=0)
        keys = Notice.objects.filter(recipient=head).values_list("dedupe_key", flat=True)
        assert sorted(key.rpartition(".")[2] == "reminder" for key in keys) == [False, True]

    def test_the_page_costs_the_same_for_one_and_for_twenty(self, client, head, run):
        ward = DepartmentFactory(head=head)
        applied(run, applicant(5, department=ward))
        first = queries_for(client, "/selections/consents/")
        for _number in range(19):
            applied(run, applicant(5, department=ward))
        assert len(queries_for(client, "/selections/consents/")) == len(first)
