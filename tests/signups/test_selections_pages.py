"""The pages of selections: what members, heads, leaders and the office see and do there, and what nobody else does."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from notices.models import Notice
from signups.models import Application, Mark, PastTurn, Run, Session, SignUp
from signups.selections.closing import close
from signups.selections.showing import own_of
from signups.selections.turns import read_turns
from tests.factories.people import BranchFactory, DepartmentFactory, MemberFactory, UnionGroupFactory
from tests.factories.selections import BaseFactory, PastTurnFactory, close_window
from tests.list_costs import queries_for

from .selecting import applicant, applied, batches_of, in_effect, ranked, run_of

pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture
def officer(client):
    found = MemberFactory(officer=True)
    client.force_login(found)
    return found


class TestMembers:
    def test_a_visitor_is_led_to_the_sign_in(self, client):
        run = run_of()
        for address in (f"/selections/{run.selection_id}/", f"/sessions/{batches_of(run)[0].session_id}/"):
            answer = client.get(address)
            assert answer.status_code == 302
            assert "login" in answer["Location"]

    def test_the_points_are_shown_before_anything_is_sent(self, client):
        member = applicant(7)
        client.force_login(member)
        run = run_of(needs_consent=True, consent_until=timezone.now() + timedelta(days=30))
        text = client.get(f"/selections/{run.selection_id}/apply/").content.decode()
        assert "来院年限" in text
        assert member.joined_hospital_on.isoformat() in text
        assert not Application.objects.exists()

    def test_what_is_handed_in_waits(self, client):
        member = applicant(7)
        client.force_login(member)
        run = run_of(dates=(1, 1))
        one, two = batches_of(run)
        address = f"/selections/{run.selection_id}/apply/"
        assert client.post(address, {"wish_1": ""}).status_code == 422
        answer = client.post(address, {"wish_1": two.pk, "wish_2": one.pk})
        assert answer.status_code == 302
        rows = SignUp.objects.filter(member=member).order_by("wish__preference")
        assert [row.session_id for row in rows] == [two.session_id, one.session_id]
        assert client.get(answer["Location"]).status_code == 200
        twice = client.post(address, {"wish_1": two.pk, "wish_2": two.pk})
        assert twice.status_code == 422

    def test_the_page_of_a_date_leads_to_the_selection_and_takes_nobody(self, client):
        client.force_login(applicant(5))
        run = run_of()
        session = batches_of(run)[0].session_id
        assert f"/selections/{run.selection_id}/" in client.get(f"/sessions/{session}/").content.decode()
        answer = client.post(f"/sessions/{session}/sign-up/", {"attempt": "8d2f5ef8-16bc-4cf0-a4a2-4d9d0f1f9c6a"})
        assert answer.status_code == 409
        assert not SignUp.objects.exists()

    def test_a_doubt_is_told_to_the_office_and_the_result_is_told_to_nobody_before_it_is_published(self, client):
        member, officer = applicant(5), MemberFactory(officer=True)
        client.force_login(member)
        run = run_of(dates=(1,))
        applied(run, member)
        applied(run, applicant(9))
        client.post(f"/selections/{run.selection_id}/doubt/", {"text": "来院时间有误"})
        assert Notice.objects.filter(recipient=officer, kind="signups.points_doubted").count() == 1
        ranked(run)
        wish = SignUp.objects.get(member=member).wish
        assert wish.outcome == "substitute"
        own = client.get(f"/selections/{run.selection_id}/").context["own"]
        assert not own.has_result

    def test_a_selection_costs_the_same_with_one_date_and_with_twenty(self, client):
        client.force_login(applicant(5))
        one, many = run_of(dates=(1,), base=BaseFactory()), run_of(dates=(1,) * 20, base=BaseFactory())
        costs = [len(queries_for(client, f"/selections/{run.selection_id}/")) for run in (one, many)]
        assert costs[0] == costs[1]

    def test_the_list_of_selections_costs_the_same_with_one_and_with_twenty(self, client):
        client.force_login(applicant(5))
        run_of()
        first = queries_for(client, "/selections/")
        for _number in range(19):
            run_of()
        assert len(queries_for(client, "/selections/")) == len(first)


class TestWhoSeesWhat:
    def _names(self, client, run, viewer) -> set[str] | int:
        client.force_login(viewer)
        answer = client.get(f"/selections/{run.selection_id}/people/")
        if answer.status_code != 200:
            return answer.status_code
        return {row.application.member.name for row in answer.context["rows"]}

    def test_a_head_sees_the_department_a_chair_the_branch_a_leader_the_group_and_nobody_else_anybody(self, client):
        head, chair, leader = MemberFactory(), MemberFactory(), MemberFactory()
        branch = BranchFactory(chair=chair)
        group = UnionGroupFactory(branch=branch, leader=leader)
        ward = DepartmentFactory(head=head)
        run = run_of()
        of_ward, of_branch, other = (
            applicant(5, department=ward),
            applicant(5, union_group=group),
            applicant(5),
        )
        for member in (of_ward, of_branch, other):
            applied(run, member)
        assert self._names(client, run, head) == {of_ward.name}
        assert self._names(client, run, chair) == self._names(client, run, leader) == {of_branch.name}
        assert self._names(client, run, other) == 404
        assert self._names(client, run, MemberFactory(officer=True)) == {of_ward.name, of_branch.name, other.name}

    def test_only_who_makes_the_list_sees_points_corrects_and_ranks(self, client):
        head = MemberFactory()
        run = run_of()
        application = applied(run, applicant(5, department=DepartmentFactory(head=head)))
        close(close_window(run))
        client.force_login(head)
        text = client.get(f"/selections/{run.selection_id}/people/").content.decode()
        assert f"/selections/applications/{application.pk}/" not in text
        assert client.get(f"/selections/applications/{application.pk}/").status_code == 404
        assert client.post(f"/selections/marks/{Mark.objects.get().pk}/", {"points": 1}).status_code == 404
        for act in ("rank", "discard", "recompute", "publish"):
            assert client.post(f"/selections/{run.selection_id}/{act}/").status_code == 404

    def test_a_leader_first_chooses_whom_to_apply_for(self, client):
        run, leader = run_of(), MemberFactory()
        group = UnionGroupFactory(leader=leader)
        one, two = (applicant(5, union_group=group) for _number in range(2))
        applied(run, two)
        client.force_login(leader)
        page = client.get(f"/selections/{run.selection_id}/apply/?for=")
        assert page.context["applied"] == {two.pk}
        assert 'name="wish_1"' not in page.content.decode()
        chosen = client.get(f"/selections/{run.selection_id}/apply/?for={one.employee_number}").content.decode()
        assert 'name="wish_1"' in chosen
        assert one.name in chosen

    def test_a_leader_applies_for_the_own_group_and_sees_no_points(self, client):
        leader = MemberFactory()
        member = applicant(5, union_group=UnionGroupFactory(leader=leader))
        run = run_of()
        client.force_login(leader)
        address = f"/selections/{run.selection_id}/apply/?for={member.employee_number}"
        text = client.get(address).content.decode()
        assert member.name in text
        assert member.joined_hospital_on.isoformat() not in text
        assert client.post(address, {"wish_1": batches_of(run)[0].pk}).status_code == 302
        assert Application.objects.get().applied_by == leader
        stranger = applicant(5)
        assert client.get(f"/selections/{run.selection_id}/apply/?for={stranger.employee_number}").status_code == 404

    def test_the_applicant_is_told_that_their_own_application_is_in(self, client):
        run = run_of(dates=(1,))
        client.force_login(applicant(7))
        sent = {"wish_1": batches_of(run)[0].pk}
        said = []
        for _number in range(2):
            page = client.post(f"/selections/{run.selection_id}/apply/", sent, follow=True)
            said += [str(message) for message in page.context["messages"]]
        assert len(set(said)) == 2
        assert not any(page.wsgi_request.user.name in each for each in said)


class TestTheOffice:
    def test_from_closing_to_a_draft_of_the_publication(self, client, officer):
        run = run_of(dates=(1,))
        one, two = applied(run, applicant(9)), applied(run, applicant(5))
        close(close_window(run))
        here = f"/selections/{run.selection_id}"
        client.post(f"{here}/rank/")
        mark = two.marks.get()
        assert client.post(f"/selections/marks/{mark.pk}/", {"points": "12", "reason": ""}).status_code == 422
        for rubbish in ("99999.999", "-1", "1.234", "<b>"):
            page = client.post(f"/selections/marks/{mark.pk}/", {"points": rubbish, "reason": "补录工龄"})
            assert page.status_code == 422
            # Django's own sentences end with a full stop of another language.
            assert not any(
                error.endswith(".") and not error.isascii() for error in page.context["form"].errors["points"]
            )
        client.post(f"/selections/marks/{mark.pk}/", {"points": "12", "reason": "补录工龄"})
        client.post(f"{here}/rank/")
        rows = client.get(f"{here}/people/?state=selected").context["rows"]
        assert [row.application.pk for row in rows] == [two.pk]
        assert [row.application.pk for row in client.get(f"{here}/people/?state=substitute").context["rows"]] == [
            one.pk
        ]
        client.post(f"{here}/publish/")
        said = client.get(f"{here}/people/").context
        assert said["publication"].subject_id == run.selection_id
        assert client.get(said["editor"]).status_code == 200
        # What is not public yet has no page to lead to.
        assert f'href="{said["publication"].url}"' not in client.get(f"{here}/people/").content.decode()

    def test_the_workbook_has_every_criterion_the_total_and_the_result(self, client, officer):
        run = run_of(dates=(1,))
        applied(run, applicant(9, name="=1+1"))
        ranked(run)
        answer = client.get(f"/selections/{run.selection_id}/people/workbook/")
        headings, row = list(load_workbook(BytesIO(answer.content)).worksheets[0].iter_rows(values_only=True))[:2]
        said = dict(zip(headings, row, strict=True))
        assert (said["姓名"], said["来院年限"]) == ("=1+1", "9")

    def test_it_costs_the_same_for_one_and_for_twenty(self, client, officer):
        run = run_of()
        applied(run, applicant(5))
        first = queries_for(client, f"/selections/{run.selection_id}/people/")
        for _number in range(19):
            applied(run, applicant(5))
        assert len(queries_for(client, f"/selections/{run.selection_id}/people/")) == len(first)

    def test_the_list_of_selections_leads_the_office_to_ratings_and_turns_and_nobody_else(self, client, officer):
        ways = ["/selections/ratings/", "/selections/turns/"]
        page = client.get("/selections/").content.decode()
        assert all(f'href="{way}"' in page for way in ways)
        client.force_login(applicant(5))
        page = client.get("/selections/").content.decode()
        assert not any(way in page for way in ways)

    def test_past_turns_are_entered_once_and_a_wrong_line_keeps_nothing(self, client, officer):
        one, two = MemberFactory(), MemberFactory()
        lines = f"{one.employee_number} 2023\n{two.employee_number}\t2023-06-12\n"
        for _twice in range(2):
            client.post("/selections/turns/", {"kind": "retreat", "lines": lines})
        days = PastTurn.objects.order_by("member").values_list("member", "on")
        assert [(pk, day.isoformat()) for pk, day in days] == [(one.pk, "2023-12-31"), (two.pk, "2023-06-12")]
        wrong = client.post(
            "/selections/turns/", {"kind": "retreat", "lines": f"{two.employee_number} 2024\n没有 2024"}
        )
        assert wrong.status_code == 422
        assert PastTurn.objects.count() == 2

    def test_twenty_past_turns_are_read_by_one_query(self, django_assert_num_queries):
        lines = "\n".join(f"{MemberFactory().employee_number}，2023" for _number in range(20))
        with django_assert_num_queries(1):
            assert len(read_turns(lines)) == 20


def test_whoever_had_a_turn_too_recently_reads_why_and_is_offered_no_form():
    run, member = run_of(years_between=3), applicant(9)
    PastTurnFactory(member=member, on=timezone.localdate() - timedelta(days=400))
    own = own_of(run, member)
    assert "3" in own.why_not
    assert not own.may_apply
    assert own_of(run, applicant(9)).may_apply


def test_nothing_is_given_back_once_the_days_have_begun():
    run, member = run_of(), applicant(9)
    applied(run, member)
    in_effect(run)
    assert own_of(Run.objects.get(pk=run.pk), member).may_withdraw
    Session.objects.filter(batch_held__run=run).update(starts_at=timezone.now() - timedelta(hours=1))
    assert not own_of(Run.objects.get(pk=run.pk), member).may_withdraw
