"""From applications to the list, and from the list to the places."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from notices.models import Notice
from people.models import Audience
from signups.actions.giving_back import cancel
from signups.actions.signing_up import sign_up, sign_up_for
from signups.answers.forms import AnswersForm
from signups.draws.recompute import faults_of
from signups.errors import AppliedForElsewhere, HasEnded, NotOfYourGroup, NotYours, WindowClosed
from signups.models import Application, Mark, Run, Session, SignUp, Wish
from signups.promoting import promote
from signups.selections.applying import apply, ask_for_correction, withdraw
from signups.selections.closing import close, correct, recompute
from signups.selections.drawing import draw_file_of
from signups.selections.errors import (
    AlreadyClosed,
    ListInEffect,
    NotClosed,
    NotOfThisSelection,
    NotRanked,
    NoWishes,
    StillOpen,
    TooManyWishes,
    WishedTwice,
)
from signups.selections.placing import take_effect
from signups.selections.ranking import discard, rank
from tests.factories.people import BranchFactory, DepartmentFactory, MemberFactory, UnionGroupFactory
from tests.factories.selections import PastTurnFactory, close_window

from .asking import ask, name_of
from .selecting import (
    applicant,
    applied,
    batches_of,
    holders,
    in_effect,
    ranked,
    run_of,
    selected,
    substitutes,
)

pytestmark = pytest.mark.usefixtures("site")


class TestApplying:
    def test_each_wish_waits_and_nobody_has_a_place_by_it(self):
        run = run_of(dates=(2, 2))
        application = applied(run, applicant(5), [1, 0])
        rows = [wish.sign_up for wish in application.wishes.order_by("preference")]
        assert [row.session_id for row in rows] == [batch.session_id for batch in reversed(batches_of(run))]
        assert {row.state for row in rows} == {SignUp.State.WAITING}
        for batch in batches_of(run):
            assert promote(Session.objects.select_related("offering").get(pk=batch.session_id)) == []

    def test_another_choice_takes_the_place_of_the_first_and_the_same_changes_nothing(self):
        run, member = run_of(dates=(1, 1, 1)), applicant(5)
        applied(run, member, [0, 1])
        first = set(SignUp.objects.live().values_list("pk", flat=True))
        applied(run, member, [0, 1])
        assert set(SignUp.objects.live().values_list("pk", flat=True)) == first
        application = applied(run, member, [2, 0])
        live = [wish.sign_up.session_id for wish in application.wishes.filter(sign_up__state="waiting")]
        batches = batches_of(run)
        assert sorted(live) == sorted([batches[2].session_id, batches[0].session_id])
        assert Application.objects.count() == 1

    @pytest.mark.parametrize(("wishes", "refusal"), [([], NoWishes), ([0, 0], WishedTwice), ([0, 1, 2], TooManyWishes)])
    def test_what_cannot_be_wished_is_refused(self, wishes, refusal):
        run = run_of(dates=(1, 1, 1), most_wishes=2)
        with pytest.raises(refusal):
            applied(run, applicant(5), wishes)
        assert not SignUp.objects.exists()

    def test_a_date_of_another_selection_is_refused(self):
        with pytest.raises(NotOfThisSelection):
            apply(applicant(5), run_of(), batches_of(run_of()))

    def test_nobody_applies_after_closing(self):
        run = run_of()
        close_window(run)
        with pytest.raises(WindowClosed):
            applied(run, applicant(5))

    def test_nobody_gets_into_it_by_the_page_of_the_date_or_by_the_organiser(self):
        run = run_of()
        session = batches_of(run)[0].session
        with pytest.raises(AppliedForElsewhere):
            sign_up(applicant(5), session)
        with pytest.raises(AppliedForElsewhere):
            sign_up_for(MemberFactory(officer=True), applicant(5), session)

    def test_a_leader_applies_for_the_own_group_alone_and_they_are_told(self):
        leader = MemberFactory()
        group = UnionGroupFactory(leader=leader)
        run, mine, other = run_of(), applicant(5, union_group=group), applicant(5)
        application = apply(mine, run, batches_of(run), by=leader)
        assert application.applied_by == leader
        assert Notice.objects.filter(recipient=mine, kind="signups.applied_for").count() == 1
        with pytest.raises(NotOfYourGroup):
            apply(other, run, batches_of(run), by=leader)
        assert not Application.objects.filter(member=other).exists()

    def test_only_oneself_withdraws_and_says_what_is_wrong(self):
        run, member = run_of(), applicant(5)
        application = applied(run, member)
        for act in (
            lambda: withdraw(application, applicant(1)),
            lambda: ask_for_correction(application, applicant(1), "x"),
        ):
            with pytest.raises(NotYours):
                act()
        withdraw(application, member)
        assert not SignUp.objects.live().exists()


class TestPoints:
    CRITERIA = (
        {"label": "来院年限", "fact": "years_here", "points": 1, "most": 10},
        {"label": "间隔", "fact": "years_since_last", "points": 2, "weight": Decimal("1.5")},
    )

    def _marks(self, member, **fields):
        run = run_of(criteria=self.CRITERIA, **fields)
        application = applied(run, member)
        close(close_window(run))
        application.refresh_from_db()
        return [mark.points for mark in application.marks.all()], application.total

    def test_points_are_units_times_points_at_most_the_cap_times_the_weight(self):
        member = applicant(20)
        PastTurnFactory(member=member, on=timezone.localdate() - timedelta(days=4 * 366))
        assert self._marks(member) == ([Decimal(10), Decimal(12)], Decimal(22))

    def test_who_never_had_a_turn_counts_from_when_they_could_have_had_one(self):
        assert self._marks(applicant(5), years_between=3) == ([Decimal(5), Decimal(6)], Decimal(11))

    def test_an_audience_counts_once(self):
        night = DepartmentFactory()
        audience = Audience.objects.create(name="一线夜班")
        audience.departments.add(night)
        run = run_of(criteria=({"label": "一线", "source": "audience", "audience": audience, "points": 5},))
        inside, outside = applied(run, applicant(3, department=night)), applied(run, applicant(3))
        close(close_window(run))
        assert [Application.objects.get(pk=each.pk).total for each in (inside, outside)] == [5, 0]

    def test_an_answer_of_a_thousand_million_stops_nobody_from_making_the_list(self):
        question = ask("number", "近三年夜班数")
        criteria = ({"label": "夜班", "source": "answer", "question": "近三年夜班数", "points": 900, "weight": 99},)
        run, member = run_of(criteria=criteria, questions=[question]), applicant(5)
        answers = AnswersForm(run.selection, {name_of(question): "1000000000"})
        assert answers.is_valid()
        application = apply(member, run, batches_of(run), answers)
        close(close_window(run))
        application.refresh_from_db()
        assert application.total == Decimal("9999.99")

    def test_they_are_frozen_at_closing_and_computed_anew_when_the_office_says_so(self):
        run, member = run_of(), applicant(5)
        application = applied(run, member)
        close(close_window(run))
        type(member).objects.filter(pk=member.pk).update(joined_hospital_on=applicant(9).joined_hospital_on)
        application.refresh_from_db()
        assert application.total == 5
        recompute(run, MemberFactory(officer=True))
        application.refresh_from_db()
        assert application.total == 9

    def test_a_correction_outlives_a_recomputation_and_the_applicant_reads_the_reason(self):
        run, member = run_of(), applicant(5)
        application = applied(run, member)
        ask_for_correction(application, member, "来院时间应为2010年")
        close(close_window(run))
        mark = Mark.objects.get()
        correct(mark, MemberFactory(officer=True), points=Decimal(15), reason="按人事档案")
        recompute(run, MemberFactory(officer=True))
        application.refresh_from_db()
        assert (application.total, application.doubt) == (15, "")
        assert "按人事档案" in Notice.objects.get(recipient=member, kind="signups.points_corrected").body

    def test_they_are_computed_once_and_not_before_closing(self):
        run = run_of()
        applied(run, applicant(5))
        with pytest.raises(StillOpen):
            close(run)
        with pytest.raises(NotClosed):
            rank(run, MemberFactory(officer=True))
        close(close_window(run))
        with pytest.raises(AlreadyClosed):
            close(run)


class TestTheList:
    def test_those_with_the_most_points_are_selected_and_the_others_substitutes_in_order(self):
        run = run_of(dates=(2,))
        members = [applicant(years) for years in (3, 9, 5, 7)]
        for member in members:
            applied(run, member)
        ranked(run)
        batch = batches_of(run)[0]
        assert selected(batch) == {members[1].pk, members[3].pk}
        assert substitutes(batch) == [members[2].pk, members[0].pk]
        assert not holders(batch)

    def test_each_gets_the_most_wanted_date_that_is_left_and_waits_for_no_other(self):
        run = run_of(dates=(1, 1))
        first, second, third = applicant(9), applicant(8), applicant(7)
        for member in (third, second, first):
            applied(run, member, [0, 1])
        in_effect(run)
        one, two = batches_of(run)
        assert (holders(one), holders(two)) == ({first.pk}, {second.pk})
        assert not SignUp.objects.waiting().filter(member__in=[first, second]).exists()
        assert substitutes(one) == substitutes(two) == [third.pk]

    def test_a_ward_sends_no_more_than_its_number_and_places_that_are_kept_stay(self):
        ward, branch = DepartmentFactory(), BranchFactory()
        run = run_of(dates=(3,), limit_per_department=1, shares=({"branch": branch, "places": 1},))
        of_ward = [applicant(years, department=ward) for years in (9, 8)]
        others = [applicant(years) for years in (7, 6)]
        kept = applicant(1, union_group=UnionGroupFactory(branch=branch))
        for member in [*of_ward, *others, kept]:
            applied(run, member)
        run = ranked(run)
        batch = batches_of(run)[0]
        expected = {of_ward[0].pk, others[0].pk, kept.pk}
        assert selected(batch) == expected
        take_effect(run)
        assert holders(batch) == expected

    def test_ties_are_ordered_by_a_draw_that_anybody_can_do_again(self):
        run = run_of(dates=(2,))
        for _number in range(6):
            applied(run, applicant(5))
        assert not run.seed
        ranked(run)
        run.refresh_from_db()
        file = draw_file_of(run)
        assert faults_of(file) == []
        drawn = [entry["number"] for entry in sorted(file["entries"], key=lambda each: each["position"])]
        by_list = Application.objects.filter(run=run).order_by("position").values_list("number", flat=True)
        assert list(by_list) == drawn
        assert faults_of({**file, "seed": "00" * 32})

    def test_who_had_a_turn_lately_is_not_on_it_and_reads_why(self):
        run, member = run_of(years_between=3), applicant(9)
        PastTurnFactory(member=member, on=timezone.localdate() - timedelta(days=400))
        applied(run, member)
        applied(run, applicant(1))
        in_effect(run)
        assert Application.objects.get(member=member).why_not
        assert SignUp.objects.get(member=member).state == SignUp.State.REFUSED
        assert Notice.objects.filter(recipient=member, kind="signups.ended").exists()

    def test_it_can_be_discarded_and_a_correction_discards_it(self):
        run, officer = run_of(dates=(1,)), MemberFactory(officer=True)
        first, second = applied(run, applicant(9)), applied(run, applicant(8))
        ranked(run)
        discard(run, officer)
        assert Run.objects.get().ranked_at is None
        assert set(Wish.objects.values_list("outcome", flat=True)) == {""}
        with pytest.raises(NotRanked):
            take_effect(run)
        rank(run, officer)
        correct(second.marks.get(), officer, points=Decimal(20), reason="补录")
        assert Run.objects.get().ranked_at is None
        rank(run, officer)
        assert selected(batches_of(run)[0]) == {second.member_id}
        assert first.member_id != second.member_id

    def test_what_it_predicts_is_what_promote_grants(self):
        run = run_of(dates=(2, 3), limit_per_department=2)
        ward = DepartmentFactory()
        for number in range(9):
            applied(
                run, applicant(number % 4, department=ward if number % 2 else None), [[0, 1], [1], [1, 0]][number % 3]
            )
        run = ranked(run)
        expected = [selected(batch) for batch in batches_of(run)]
        take_effect(run)
        assert [holders(batch) for batch in batches_of(run)] == expected
        assert sum(map(len, expected)) == 5

    def test_who_withdraws_while_it_stands_leaves_the_place_to_the_first_substitute(self):
        run = run_of(dates=(1,))
        first, second, third = applicant(9), applicant(8), applicant(7)
        for member in (first, second, third):
            applied(run, member)
        run = ranked(run)
        withdraw(Application.objects.get(member=first), first)
        take_effect(run)
        assert holders(batches_of(run)[0]) == {second.pk}


class TestInEffect:
    def test_a_place_that_is_given_back_goes_to_the_next_substitute(self):
        run = run_of(dates=(1,))
        members = [applicant(years) for years in (9, 8, 7)]
        for member in members:
            applied(run, member)
        in_effect(run)
        batch = batches_of(run)[0]
        told = Notice.objects.filter(kind="signups.substitute")
        assert {notice.recipient_id for notice in told} == {members[1].pk, members[2].pk}
        cancel(SignUp.objects.granted().get(), members[0])
        assert holders(batch) == {members[1].pk}
        assert Notice.objects.filter(recipient=members[1], kind="signups.came_in").count() == 1

    def test_it_takes_effect_once_and_is_not_changed_after_that(self):
        run, officer = run_of(), MemberFactory(officer=True)
        applied(run, applicant(5))
        run = in_effect(run)
        take_effect(run)
        assert Notice.objects.filter(kind="signups.placed").count() == 1
        for act in (lambda: rank(run, officer), lambda: recompute(run, officer), lambda: discard(run, officer)):
            with pytest.raises(ListInEffect):
                act()
        with pytest.raises(HasEnded):
            cancel(cancel(SignUp.objects.get(), SignUp.objects.get().member)[0], SignUp.objects.get().member)
