"""One member, one vote in each round: who may, what is refused, and that the choice stays when it is."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone
from wagtail.models import Revision

from contests.models import Ballot, Choice, Voted, VoteRound, Work
from contests.works import errors
from contests.works.counting import count
from contests.works.voting import cast, in_order_for
from people.models import Audience
from tests.factories import MemberFactory, VoteRoundFactory, WorkFactory


def a_round(works: int = 3, **fields) -> tuple[VoteRound, list[Work]]:
    vote_round = VoteRoundFactory(**fields)
    return vote_round, [WorkFactory(call=vote_round.call) for _number in range(works)]


def close(vote_round: VoteRound) -> VoteRound:
    VoteRound.objects.filter(pk=vote_round.pk).update(closes_at=timezone.now() - timedelta(seconds=1))
    return VoteRound.objects.get(pk=vote_round.pk)


def ids(*works: Work) -> list[int]:
    return [work.pk for work in works]


class TestCasting:
    def test_a_vote_is_a_ballot_without_a_name_and_a_name_without_a_ballot(self, db):
        vote_round, works = a_round()
        voter = MemberFactory()
        cast(vote_round, voter, ids(*works[:2]))
        assert [voted.member for voted in vote_round.voted.all()] == [voter]
        assert set(Choice.objects.values_list("work", flat=True)) == set(ids(*works[:2]))
        fields = {field.name for model in (Ballot, Choice, Voted) for field in model._meta.concrete_fields}
        assert fields == {"id", "round", "member", "ballot", "work", "position"}

    def test_the_order_of_the_page_is_not_on_the_ballot(self, db):
        vote_round, works = a_round()
        cast(vote_round, MemberFactory(), ids(works[2], works[0]))
        assert list(Choice.objects.order_by("position").values_list("work", flat=True)) == ids(works[0], works[2])

    def test_a_second_vote_is_refused_with_a_sentence(self, db):
        vote_round, works = a_round()
        voter = MemberFactory()
        cast(vote_round, voter, ids(works[0]))
        with pytest.raises(errors.AlreadyVoted):
            cast(vote_round, voter, ids(works[1]))
        assert Ballot.objects.count() == 1

    def test_each_round_has_a_vote_of_its_own(self, db):
        vote_round, works = a_round()
        other, voter = VoteRoundFactory(call=vote_round.call), MemberFactory()
        cast(vote_round, voter, ids(works[0]))
        cast(other, voter, ids(works[0]))
        assert Voted.objects.filter(member=voter).count() == 2

    def test_before_it_opens_and_after_it_closes_nothing_counts(self, db):
        for vote_round, refusal in [
            (VoteRoundFactory(coming=True), errors.VoteNotOpenYet),
            (VoteRoundFactory(over=True), errors.VoteClosed),
            (VoteRoundFactory(draft=True), errors.VoteNotOpenYet),
        ]:
            work = WorkFactory(call=vote_round.call)
            with pytest.raises(refusal):
                cast(vote_round, MemberFactory(), ids(work))

    def test_whoever_is_not_meant_reads_for_whom_it_is(self, db):
        vote_round, works = a_round(audience=Audience.objects.create(name="无人"))
        with pytest.raises(errors.NotForYou):
            cast(vote_round, MemberFactory(), ids(works[0]))

    def test_no_choice_and_too_many_are_refused(self, db):
        vote_round, works = a_round(choices=2)
        with pytest.raises(errors.NothingChosen):
            cast(vote_round, MemberFactory(), [])
        with pytest.raises(errors.TooManyChosen):
            cast(vote_round, MemberFactory(), ids(*works))
        cast(vote_round, MemberFactory(), ids(works[0], works[0], works[1]))
        assert Choice.objects.count() == 2

    def test_what_is_not_put_to_the_vote_cannot_be_chosen(self, db):
        vote_round, works = a_round()
        late = WorkFactory(call=vote_round.call)
        Work.objects.filter(pk=late.pk).update(first_published_at=timezone.now())
        draft = WorkFactory(call=vote_round.call, draft=True)
        for other in (late, draft, WorkFactory()):
            with pytest.raises(errors.WorkGone):
                cast(vote_round, MemberFactory(), ids(works[0], other))

    def test_nobody_chooses_their_own_work_unless_the_round_says_so(self, db):
        vote_round, works = a_round()
        with pytest.raises(errors.OwnWork):
            cast(vote_round, works[0].author, ids(works[0], works[1]))
        free, more = a_round(own_works=True)
        cast(free, more[0].author, ids(more[0]))

    def test_works_of_one_kind_or_the_first_of_an_earlier_round(self, db):
        vote_round, works = a_round(over=True)
        Work.objects.filter(pk=works[2].pk).update(kind="书法")
        VoteRound.objects.filter(pk=vote_round.pk).update(closes_at=timezone.now() + timedelta(days=1))
        cast(vote_round, MemberFactory(), ids(works[1]))
        count(close(vote_round))
        by_kind = VoteRoundFactory(call=vote_round.call, kind="书法")
        assert list(by_kind.candidates) == [works[2]]
        final = VoteRoundFactory(call=vote_round.call, follows=vote_round, finalists=1)
        assert list(final.candidates) == [works[1]]

    def test_each_voter_has_an_order_that_stays(self, db):
        vote_round, works = a_round(works=12)
        first, second = MemberFactory(), MemberFactory()
        assert in_order_for(vote_round, first, works) == in_order_for(vote_round, first, reversed(works))
        assert in_order_for(vote_round, first, works) != in_order_for(vote_round, second, works)


class TestWhatTheDatabaseKeeps:
    def test_one_vote_of_each_member_in_a_round(self, db):
        voted = Voted.objects.create(round=VoteRoundFactory(), member=MemberFactory())
        with pytest.raises(IntegrityError), transaction.atomic():
            Voted.objects.create(round=voted.round, member=voted.member)

    def test_no_more_choices_than_the_round_allows_and_none_of_another_call(self, db):
        vote_round, works = a_round(choices=1)
        ballot = Ballot.objects.create(round=vote_round)
        Choice.objects.create(ballot=ballot, work=works[0], position=1)
        for work, position in [(works[1], 2), (WorkFactory(), 1), (works[1], 0)]:
            with pytest.raises(DatabaseError), transaction.atomic():
                Choice.objects.create(ballot=ballot, work=work, position=position)

    def test_a_ballot_never_changes_and_none_comes_after_the_count(self, db):
        vote_round, works = a_round()
        cast(vote_round, MemberFactory(), ids(works[0]))
        with pytest.raises(DatabaseError), transaction.atomic():
            Choice.objects.update(work=works[1])
        counted = count(close(vote_round))
        with pytest.raises(DatabaseError), transaction.atomic():
            Ballot.objects.create(round=counted)
        with pytest.raises(DatabaseError), transaction.atomic():
            counted.tallies.update(votes=100)
        with pytest.raises(DatabaseError), transaction.atomic():
            VoteRound.objects.filter(pk=counted.pk).update(counted_at=None)

    def test_what_a_round_says_stays_once_somebody_has_voted(self, db):
        vote_round, works = a_round()
        vote_round.choices = 3
        vote_round.full_clean()
        cast(vote_round, MemberFactory(), ids(works[0]))
        with pytest.raises(ValidationError) as refused:
            vote_round.full_clean()
        assert set(refused.value.message_dict) == {"choices"}
        vote_round.choices, vote_round.closes_at = 2, vote_round.closes_at + timedelta(days=1)
        vote_round.full_clean()

    def test_a_new_version_of_a_round_does_not_undo_its_count(self, db):
        vote_round, _works = a_round()
        revision = vote_round.save_revision()
        count(close(vote_round))
        Revision.objects.get(pk=revision.pk).publish(skip_permission_checks=True)
        assert VoteRound.objects.get(pk=vote_round.pk).is_counted


class TestPages:
    def test_a_choice_is_shown_once_more_and_then_cast(self, client, member):
        vote_round, works = a_round()
        answer = client.post(vote_round.url, {"work": ids(*works[:2])})
        assert answer.templates[0].name == "contests/works/confirm_vote.html"
        assert not Voted.objects.exists()
        again = client.post(vote_round.url, {"work": ids(*works[:2]), "back": "1"})
        assert again.content.decode().count(" checked") == 2
        done = client.post(vote_round.url, {"work": ids(*works[:2]), "cast": "1"}, follow=True)
        assert done.context["has_voted"]
        assert Choice.objects.count() == 2

    def test_too_many_keep_their_ticks_and_the_sentence_says_how_many(self, client, member):
        vote_round, works = a_round(choices=2)
        answer = client.post(vote_round.url, {"work": ids(*works)})
        assert answer.status_code == 422
        assert answer.context["refusal"] == str(errors.TooManyChosen(3, 2))
        assert answer.content.decode().count(" checked") == 3

    def test_a_second_phone_is_told_that_the_vote_is_cast(self, client, member):
        vote_round, works = a_round()
        cast(vote_round, member, ids(works[0]))
        for step in ({}, {"cast": "1"}):
            answer = client.post(vote_round.url, {"work": ids(works[1]), **step})
            assert answer.status_code == 409
            assert answer.context["refusal"] == str(errors.AlreadyVoted())
        assert Ballot.objects.count() == 1

    def test_after_the_closing_the_sentence_says_since_when(self, client, member):
        vote_round, works = a_round()
        vote_round = close(vote_round)
        answer = client.post(vote_round.url, {"work": ids(works[0]), "cast": "1"})
        assert answer.status_code == 409
        assert answer.context["refusal"] == str(errors.VoteClosed(vote_round.closes_at))

    def test_no_counts_and_no_authors_before_the_count(self, client, member):
        vote_round, works = a_round()
        for _number in range(3):
            cast(vote_round, MemberFactory(), ids(works[0]))
        client.force_login(MemberFactory(chair=True))
        for address in (vote_round.url, vote_round.call.url, works[0].url):
            shown = client.get(address).content.decode()
            assert works[0].author.name not in shown
        assert "tallies" not in client.get(vote_round.url).context
        count(close(vote_round))
        shown = client.get(vote_round.url).content.decode()
        assert works[0].author.name in shown
        assert "<strong>3</strong>" in shown

    def test_rubbish_in_the_form_is_no_choice(self, client, member):
        vote_round, _works = a_round()
        answer = client.post(vote_round.url, {"work": ["x", "-1", "9" * 30, "1; DROP"]})
        assert answer.status_code == 422

    def test_a_round_that_nobody_approved_is_not_there(self, client, member):
        vote_round, works = a_round(draft=True)
        assert client.get(vote_round.url).status_code == 404
        assert client.post(vote_round.url, {"work": ids(works[0]), "cast": "1"}).status_code == 404
