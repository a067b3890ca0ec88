"""The count, the result, the honours made of it, and what is told."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from contests.jobs import count_votes
from contests.models import Tally, Voted, VoteRound
from contests.works import errors, telling
from contests.works.counting import count
from contests.works.handing_in import withdraw
from contests.works.prizes import draft_honours
from contests.works.voting import cast
from honours.models import Honour
from notices.models import Notice, Preferences
from people.models import Audience
from tests.factories import CallFactory, MemberFactory, VoteRoundFactory, WorkFactory

from .test_voting import a_round, close, ids


def counted(votes=(3, 1, 1, 0), **fields):
    """A round in which the works got so many votes."""
    vote_round, works = a_round(works=len(votes), choices=1, **fields)
    for work, number in zip(works, votes, strict=True):
        for _vote in range(number):
            cast(vote_round, MemberFactory(), ids(work))
    return count(close(vote_round)), works


class TestTheCount:
    def test_works_with_as_many_votes_share_a_place(self, db):
        vote_round, works = counted()
        assert list(vote_round.tallies.values_list("work", "votes", "rank")) == [
            (works[0].pk, 3, 1),
            (works[1].pk, 1, 2),
            (works[2].pk, 1, 2),
            (works[3].pk, 0, 4),
        ]

    def test_it_is_done_once(self, db):
        vote_round, _works = counted()
        assert count(vote_round).counted_at == vote_round.counted_at
        assert vote_round.tallies.count() == 4

    def test_not_while_the_round_is_open(self, db):
        vote_round, _works = a_round()
        with pytest.raises(errors.NotCountedYet):
            count(vote_round)

    def test_a_work_that_was_withdrawn_meanwhile_is_not_in_the_result(self, db):
        vote_round, works = a_round(choices=1)
        cast(vote_round, MemberFactory(), ids(works[0]))
        withdraw(works[0], works[0].author)
        vote_round = count(close(vote_round))
        assert works[0].pk not in vote_round.tallies.values_list("work", flat=True)

    def test_of_who_has_voted_the_order_is_gone(self, db):
        vote_round, works = a_round()
        voters = MemberFactory.create_batch(20)
        for voter in voters:
            cast(vote_round, voter, ids(works[0]))
        before = set(Voted.objects.values_list("pk", flat=True))
        count(close(vote_round))
        assert before.isdisjoint(Voted.objects.values_list("pk", flat=True))
        in_order = list(Voted.objects.order_by("pk").values_list("member", flat=True))
        assert in_order != [voter.pk for voter in voters]
        assert sorted(in_order) == [voter.pk for voter in voters]

    def test_the_clock_counts_what_has_closed_and_one_that_fails_keeps_no_other(self, db, monkeypatch):
        first, _works = a_round(over=True)
        second, _works = a_round(over=True)
        count_votes(0)
        assert not VoteRound.objects.filter(counted_at=None).exists()
        broken, _works = a_round(over=True)
        whole, _works = a_round(over=True)
        monkeypatch.setattr("contests.jobs.count", lambda row: 1 / 0 if row.pk == broken.pk else count(row))
        with pytest.raises(Exception, match=str(broken.pk)):
            count_votes(0)
        assert VoteRound.objects.get(pk=whole.pk).is_counted
        assert [first.pk, second.pk] == sorted([first.pk, second.pk])


class TestHonours:
    def test_the_first_become_drafts_once(self, db):
        vote_round, works = counted()
        officer = MemberFactory(officer=True)
        drafted = draft_honours(vote_round, 2, awarding_body="院工会", by=officer)
        assert {honour.recipients.get().member for honour in drafted} == {work.author for work in works[:3]}
        assert not any(honour.live for honour in Honour.objects.all())
        assert drafted[0].picture == works[0].picture
        assert draft_honours(vote_round, 2, awarding_body="院工会", by=officer) == []
        assert Tally.objects.exclude(honour=None).count() == 3

    def test_there_are_none_before_the_count(self, db):
        vote_round, _works = a_round()
        with pytest.raises(errors.NotCountedYet):
            draft_honours(vote_round, 3, awarding_body="院工会", by=MemberFactory(officer=True))

    def test_the_office_does_it_from_the_result(self, client, db):
        vote_round, _works = counted()
        client.force_login(MemberFactory(officer=True))
        answer = client.post(f"/votes/{vote_round.pk}/office/honours/", {"first": 1, "awarding_body": "院工会"})
        assert answer.status_code == 302
        assert Honour.objects.get().awarding_body == "院工会"
        assert client.get(f"/votes/{vote_round.pk}/office/").status_code == 200


class TestTheOffice:
    def test_a_round_is_drafted_for_the_call_from_whose_page_one_comes(self, client, db):
        call = CallFactory()
        client.force_login(MemberFactory(officer=True))
        add = reverse(VoteRound.snippet_viewset.get_url_name("add"))
        assert f"{add}?call={call.pk}" in client.get(f"/works/calls/{call.pk}/office/").content.decode()
        assert client.get(add, {"call": call.pk}).context["form"].instance.call == call
        for rubbish in ("", "²", "9" * 40, call.pk + 1):
            assert client.get(add, {"call": rubbish}).context["form"].instance.call_id is None

    def test_what_was_handed_in_is_submitted_together(self, client, db):
        call = CallFactory()
        works = [WorkFactory(call=call, draft=True) for _number in range(3)]
        officer = MemberFactory(officer=True)
        client.force_login(officer)
        assert client.get(f"/works/calls/{call.pk}/office/").context["loose"] == 3
        client.post(f"/works/calls/{call.pk}/office/submit/", {"work": ids(works[0])})
        assert works[0].current_workflow_state
        client.post(f"/works/calls/{call.pk}/office/submit/")
        assert all(work.current_workflow_state for work in works)
        assert client.get(f"/works/calls/{call.pk}/office/").context["loose"] == 0
        again = client.post(f"/works/calls/{call.pk}/office/submit/", follow=True)
        assert list(again.context["messages"])

    def test_what_stands_in_the_way_is_said_beside_the_work(self, client, db):
        work = WorkFactory(draft=True, text="身份证号11010519491231002X", by=MemberFactory(officer=True))
        client.force_login(MemberFactory(officer=True))
        answer = client.post(f"/works/calls/{work.call_id}/office/submit/")
        assert answer.status_code == 422
        assert answer.context["shown"].object_list[0].refusal

    def test_nobody_else_finds_its_pages(self, client, db):
        vote_round, _works = counted()
        call = vote_round.call_id
        client.force_login(MemberFactory(librarian=True))
        for address in (f"/works/calls/{call}/office/", f"/votes/{vote_round.pk}/office/"):
            assert client.get(address).status_code == 404
        assert client.get(f"/votes/{vote_round.pk}/office/result.xlsx").status_code == 404
        assert client.post(f"/works/calls/{call}/office/submit/").status_code == 404
        assert client.post(f"/votes/{vote_round.pk}/office/honours/", {"first": 1}).status_code == 404

    def test_the_turn_out_names_nobody(self, client, db):
        vote_round, works = a_round()
        voter = MemberFactory(name="投票人")
        cast(vote_round, voter, ids(works[0]))
        client.force_login(MemberFactory(chair=True))
        answer = client.get(f"/votes/{vote_round.pk}/office/")
        assert answer.context["turnout"] == 1
        assert "投票人" not in answer.content.decode()

    def test_the_result_is_a_workbook_without_a_formula(self, client, db):
        vote_round, works = a_round(works=1, choices=1)
        works[0].title = "=1+1"
        works[0].save()
        cast(vote_round, MemberFactory(), ids(works[0]))
        count(close(vote_round))
        client.force_login(MemberFactory(officer=True))
        answer = client.get(f"/votes/{vote_round.pk}/office/result.xlsx")
        sheet = load_workbook(BytesIO(answer.content)).active
        assert [cell.value for cell in sheet[4]][:3] == [1, 1, "=1+1"]
        assert sheet["C4"].data_type == "s"


class TestWhatIsTold:
    def kinds(self, member) -> list[str]:
        return sorted(Notice.objects.filter(recipient=member).values_list("kind", flat=True))

    def test_a_call_and_a_vote_that_open_are_told_to_those_meant_once(self, db):
        willing, unwilling = MemberFactory(), MemberFactory()
        Preferences.objects.create(member=unwilling, unwanted_kinds=["contests.call_opens"])
        CallFactory(opens_at=telling.timezone.now())
        VoteRoundFactory()
        VoteRoundFactory(audience=Audience.objects.create(name="无人"))
        VoteRoundFactory(coming=True)
        telling.tell_of_openings()
        telling.tell_of_openings()
        assert self.kinds(willing) == ["contests.call_opens", "contests.vote_opens"]
        assert self.kinds(unwilling) == ["contests.vote_opens"]

    def test_authors_hear_that_their_work_is_shown_and_of_the_result(self, db):
        vote_round, works = counted()
        assert self.kinds(works[0].author) == ["contests.vote_result", "contests.work_shown"]
        works[0].save_revision().publish(skip_permission_checks=True)
        assert self.kinds(works[0].author) == ["contests.vote_result", "contests.work_shown"]
