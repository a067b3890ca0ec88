"""The list is published for objection, and gives the places once it has stood."""

import re
from datetime import datetime, time, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone, translation

from publications.actions.concluding import conclude
from publications.actions.objecting import answer, object_to
from publications.errors import NobodyOnTheList
from publications.models import Publication, Standing
from publications.questions import standing_of
from signups.actions.giving_back import cancel
from signups.actions.sessions import resize
from signups.models import Application, Mark, Offering, Pool, Run, SignUp
from signups.selections.closing import close, correct, recompute
from signups.selections.errors import ListStands, NotRanked
from signups.selections.publishing import draft_list
from signups.selections.ranking import discard, rank
from signups.selections.showing import own_of
from tests.factories.people import MemberFactory, UnionGroupFactory
from tests.factories.selections import PastTurnFactory, close_window

from .selecting import applicant, applied, batches_of, holders, ranked, run_of, selected

pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture
def officer():
    return MemberFactory(officer=True)


@pytest.fixture
def members():
    return [applicant(years) for years in (9, 8, 7)]


@pytest.fixture
def run(members):
    run = run_of(dates=(1,))
    for member in members:
        applied(run, member)
    return ranked(run)


def publish(run: Run, officer) -> Standing:
    """Let the office complete the draft, and somebody approve it."""
    written = draft_list(run, officer).get_latest_revision_as_object()
    written.contact_name, written.contact_phone, written.supervision_phone = "工会办公室", "8001", "8002"
    written.save_revision(user=officer).publish(skip_permission_checks=True)
    return standing_of(run.selection)


@pytest.fixture
def end_days(time_machine):
    def end(standing: Standing) -> bool:
        time_machine.move_to(timezone.make_aware(datetime.combine(standing.ends_on + timedelta(days=1), time(0, 10))))
        return conclude(Standing.objects.get(pk=standing.pk))

    return end


def test_the_draft_has_the_selected_before_the_substitutes_with_their_points(run, officer, members):
    publication = draft_list(run, officer).get_latest_revision_as_object()
    lines = publication.lines.all()
    assert [line.member_id for line in lines] == [member.pk for member in members]
    assert [line.outcome for line in lines] == ["selected", "substitute", "substitute"]
    assert (publication.columns[0], lines[0].cells) == ("来院年限", ["9", "9"])
    assert not Publication.objects.filter(live=True).exists()


def test_without_a_list_nothing_is_drafted(run, officer):
    discard(run, officer)
    with pytest.raises(NotRanked):
        draft_list(run, officer)


def test_a_list_with_nobody_on_it_is_refused(officer):
    run = run_of(needs_consent=True, consent_until=timezone.now() + timedelta(days=30))
    applied(run, applicant(5))
    with pytest.raises(NobodyOnTheList):
        draft_list(ranked(run), officer)


def test_points_and_list_are_not_changed_while_it_stands(run, officer):
    publish(run, officer)
    mark = Mark.objects.first()
    for act in (
        lambda: correct(mark, officer, points=Decimal(99), reason="改一下"),
        lambda: recompute(run, officer),
        lambda: rank(run, officer),
        lambda: discard(run, officer),
    ):
        with pytest.raises(ListStands):
            act()
    mark.refresh_from_db()
    assert mark.corrected is None
    assert not SignUp.objects.granted().exists()


def test_once_it_has_stood_without_an_open_objection_it_gives_the_places(run, officer, members, end_days):
    standing = publish(run, officer)
    assert not conclude(standing)
    assert not holders(batches_of(run)[0])
    assert end_days(standing)
    assert holders(batches_of(run)[0]) == {members[0].pk}
    cancel(SignUp.objects.granted().get(), members[0])
    assert holders(batches_of(run)[0]) == {members[1].pk}


def test_what_is_kept_of_a_list_is_chinese_whatever_language_the_office_reads(officer):
    criteria = ({"label": "补充", "source": "office", "points": 1},)
    run = run_of(criteria=criteria, needs_consent=True, consent_until=timezone.now() + timedelta(days=9))
    spared, asked = applied(run, applicant(9)), applied(run, applicant(5))
    Application.objects.filter(pk=spared.pk).update(consent=Application.Consent.GIVEN)
    close(close_window(run))
    with translation.override("en"):
        rank(recompute(run, officer), officer)
        written = draft_list(run, officer).get_latest_revision_as_object()
    asked.refresh_from_db()
    kept = [asked.why_not, asked.marks.get().how, written.title, written.introduction, written.columns[-1]]
    assert [words for words in kept if not re.search("[一-鿿]", words)] == []


def test_an_open_objection_holds_it_up(run, officer, members, end_days):
    standing = publish(run, officer)
    object_to(standing.publication, members[2], "第一名的来院时间不对")
    assert not end_days(standing)
    assert Run.objects.get(pk=run.pk).effective_at is None


def test_an_objection_that_is_upheld_lets_the_points_be_corrected_and_another_list_be_published(
    run, officer, members, auditor, end_days
):
    standing = publish(run, officer)
    objection = object_to(standing.publication, members[2], "第一名的来院时间不对")
    answer(objection, auditor, upheld=True, reason="经核对属实")
    first = Mark.objects.get(application__member=members[0])
    correct(first, officer, points=Decimal(1), reason="按人事档案更正")
    rank(run, officer)
    assert selected(batches_of(run)[0]) == {members[1].pk}
    # What was made anew is nobody's to read before it is published.
    assert not own_of(Run.objects.get(pk=run.pk), members[0]).has_result
    assert end_days(publish(run, officer))
    assert holders(batches_of(run)[0]) == {members[1].pk}


def test_a_list_that_says_something_else_by_now_does_not_take_effect(run, officer, end_days):
    standing = publish(run, officer)
    # Past the verbs, as somebody with the database could.
    Mark.objects.update(points=Decimal(50))
    assert not end_days(standing)
    assert Run.objects.get(pk=run.pk).effective_at is None
    assert not SignUp.objects.granted().exists()


@pytest.mark.parametrize("change", ["places", "ward", "shares"])
def test_a_list_whose_places_have_changed_meanwhile_does_not_take_effect(run, officer, members, end_days, change):
    standing = publish(run, officer)
    batch = batches_of(run)[0]
    session = batch.session
    if change == "places":
        resize(session, 2, officer)
    elif change == "ward":
        Offering.objects.filter(pk=session.offering_id).update(limit_per_department=1)
    else:
        Pool.objects.create(session=session, union_group=UnionGroupFactory(), places=1)
    assert not end_days(standing)
    assert Run.objects.get(pk=run.pk).effective_at is None
    assert not SignUp.objects.granted().exists()
    # The office makes the list anew, and publishes it again.
    rank(run, officer)
    assert end_days(publish(run, officer))
    assert Run.objects.get(pk=run.pk).effective_at is not None


class TestWhatTheApplicantReads:
    def test_while_it_stands_the_list_is_one_step_away_and_the_office_is_offered_no_change(
        self, client, run, members, officer
    ):
        standing = publish(run, officer)
        client.force_login(members[0])
        assert standing.publication.url in client.get(f"/selections/{run.selection_id}/").content.decode()
        client.force_login(officer)
        page = client.get(f"/selections/{run.selection_id}/people/").content.decode()
        assert "/rank/" not in page
        assert "/recompute/" not in page

    def test_a_substitute_reads_where_they_stand_in_line_now(self, run, members, officer, end_days):
        end_days(publish(run, officer))
        run.refresh_from_db()
        assert [wish.turn for wish in own_of(run, members[2]).wishes] == [2]
        cancel(SignUp.objects.get(member=members[0]), members[0])
        assert [wish.turn for wish in own_of(run, members[2]).wishes] == [1]
        assert own_of(run, members[1]).has_place

    def test_they_are_told_days_and_no_hours_and_nothing_of_signing_up(self, run, members, officer, end_days):
        end_days(publish(run, officer))
        cancel(SignUp.objects.get(member=members[0]), members[0])
        told = [members[0].notices.get(kind="signups.placed"), members[1].notices.get(kind="signups.came_in")]
        for notice in told:
            assert "00:00" not in notice.body
            assert "报名" not in notice.subject

    def test_the_list_says_by_which_rules_somebody_with_fewer_points_comes_first(self, officer):
        group = UnionGroupFactory(name="外科工会小组")
        run = run_of(dates=(2,), limit_per_department=1, shares=[{"union_group": group, "places": 1}])
        applied(run, applicant(9))
        written = draft_list(ranked(run), officer).get_latest_revision_as_object()
        assert "外科工会小组" in written.introduction


def test_whoever_has_two_dates_and_is_not_on_the_list_is_told_once_with_one_name(officer, end_days):
    run = run_of(dates=(1, 1), years_between=3)
    applied(run, applicant(9))
    late = applicant(5)
    PastTurnFactory(member=late, on=timezone.localdate() - timedelta(days=30))
    applied(run, late, [0, 1])
    end_days(publish(ranked(run), officer))
    told = late.notices.get(kind="signups.ended")
    assert late.name not in told.body


def test_a_criterion_says_for_what_there_are_points():
    run = run_of(
        criteria=(
            {"label": "年限", "fact": "years_here", "points": 1},
            {"label": "夜班", "source": "answer", "question": "夜班", "answer": "是", "points": 5},
            {"label": "子女", "source": "answer", "question": "几个孩子", "points": 2},
            {"label": "加分", "source": "office", "points": 3},
        )
    )
    said = [criterion.worth_in_words for criterion in run.selection.criteria.all()]
    assert len(set(said)) == 4
    assert "是" in said[1]


def test_the_office_sees_who_has_moved_up_and_does_not_read_that_the_refused_have_withdrawn(client, officer, end_days):
    run = run_of(dates=(1,), years_between=3)
    first, second, late = applicant(9), applicant(8), applicant(7)
    PastTurnFactory(member=late, on=timezone.localdate() - timedelta(days=30))
    for member in (first, second, late):
        applied(run, member)
    end_days(publish(ranked(run), officer))
    cancel(SignUp.objects.get(member=first), first)
    client.force_login(officer)
    rows = {
        row.application.member_id: row for row in client.get(f"/selections/{run.selection_id}/people/").context["rows"]
    }
    assert rows[first.pk].is_withdrawn
    assert not rows[late.pk].is_withdrawn
    assert rows[second.pk].wishes[0].result_in_words != f"{rows[second.pk].wishes[0].get_outcome_display()} 1"
    assert "1" in rows[second.pk].wishes[0].result_in_words
