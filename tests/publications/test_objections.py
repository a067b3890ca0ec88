"""Objections in confidence: who may write them, who reads and answers them, and that nobody else does."""

from datetime import timedelta

import pytest
from django.db import connection

from people.models import Audience
from publications.actions.objecting import MOST_OPEN_PER_LIST, answer, object_to, take_up, withdraw
from publications.errors import (
    AnsweredAlready,
    DaysOver,
    NothingSaid,
    NothingStands,
    NotOnTheList,
    NotYoursToAnswer,
    NotYoursToSee,
    ReasonMissing,
    TakenUpAlready,
    TooManyObjections,
)
from publications.jobs import remind_who_answers
from publications.models import Objection, Standing
from publications.readers import may_answer, who_answers
from tests.factories import MemberFactory, PublicationFactory

from .conftest import make_auditor


@pytest.fixture
def publication(officer):
    return PublicationFactory(by=officer, of=["甲", "乙"])


@pytest.fixture
def objection(publication, auditor, reader):
    return object_to(publication, reader, "甲的年限不够。")


def test_an_objection_gets_a_number_and_a_day_by_which_it_is_answered(objection):
    assert objection.number == "2026-0001"
    assert f"{objection.due_on}" == "2026-03-16"


def test_the_same_sent_twice_is_one_objection(publication, objection, auditor, reader):
    assert object_to(publication, reader, " 甲的年限不够。\r\n") == objection
    assert auditor.notices.filter(kind="publications.to_answer").count() == 1
    line = publication.lines.get(name="甲")
    assert object_to(publication, reader, "甲的年限不够。", line) != objection


def test_what_was_written_lies_sealed(objection, auditor):
    answer(objection, auditor, upheld=False, reason="年限符合。")
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(o)::text FROM publications_objection o")
        stored = cursor.fetchone()[0]
    assert "年限" not in stored
    kept = Objection.objects.get()
    assert (kept.text, kept.answer) == ("甲的年限不够。", "年限符合。")


def test_those_who_answer_are_told_without_its_words(objection, publication, auditor, chair, officer):
    told = auditor.notices.get(kind="publications.to_answer")
    assert objection.number in told.subject
    assert publication.title in told.body
    assert "年限" not in told.subject + told.body
    assert objection.member.name not in told.subject + told.body
    assert not officer.notices.filter(kind="publications.to_answer").exists()


def test_the_accounts_review_committee_and_the_chair_answer_and_nobody_else(objection, auditor, chair, officer):
    assert set(who_answers(objection)) == {auditor, chair}
    for nobody in (officer, MemberFactory(deputy=True), MemberFactory(administrator=True), objection.member):
        assert not may_answer(objection, nobody)
        with pytest.raises(NotYoursToAnswer):
            answer(objection, nobody, upheld=False, reason="不属实。")


def test_whoever_wrote_the_list_does_not_answer(auditor, chair, reader):
    publication = PublicationFactory(by=auditor)
    assert who_answers(object_to(publication, reader, "不符。")) == [chair]


def test_whom_it_is_about_does_not_answer(officer, auditor, chair, reader):
    publication = PublicationFactory(by=officer, of=[auditor, "乙"])
    about = object_to(publication, reader, "不符。", publication.lines.get(member=auditor))
    of_another = object_to(publication, reader, "不符。", publication.lines.get(name="乙"))
    assert who_answers(about) == [chair]
    assert set(who_answers(of_another)) == {auditor, chair}


def test_of_an_objection_to_the_whole_list_nobody_on_it_answers(officer, auditor, chair, reader):
    publication = PublicationFactory(by=officer, of=[auditor])
    assert who_answers(object_to(publication, reader, "程序不对。")) == [chair]


def test_nobody_answers_their_own_objection(publication, auditor, chair):
    objection = object_to(publication, auditor, "不符。")
    assert who_answers(objection) == [chair]
    with pytest.raises(NotYoursToAnswer):
        answer(objection, auditor, upheld=True, reason="属实。")


def test_where_nobody_is_left_the_deputy_chairs_answer(chair, reader):
    deputy = MemberFactory(deputy=True)
    objection = object_to(PublicationFactory(by=chair), reader, "不符。")
    assert who_answers(objection) == [deputy]
    assert deputy.notices.filter(kind="publications.to_answer").exists()


def test_where_nobody_at_all_is_left_the_administrator_is_told(chair, reader):
    administrator = MemberFactory(administrator=True)
    object_to(PublicationFactory(by=chair), reader, "不符。")
    assert administrator.notices.filter(kind="publications.nobody_answers").exists()


def test_somebody_who_may_not_see_the_list_does_not_object(officer, reader):
    publication = PublicationFactory(by=officer, audience=Audience.objects.create(name="儿科职工"))
    with pytest.raises(NotYoursToSee):
        object_to(publication, reader, "不符。")
    listed = PublicationFactory(by=officer, of=[reader], audience=publication.audience)
    assert object_to(listed, reader, "我的科室写错了。").pk


def test_before_and_after_the_days_nobody_objects(officer, reader, monday):
    with pytest.raises(NotYoursToSee):
        object_to(PublicationFactory(draft=True), reader, "不符。")
    publication = PublicationFactory(by=officer)
    monday.move_to("2026-03-16T23:59:00+08:00")
    object_to(publication, reader, "还在公示期内。")
    monday.move_to("2026-03-17T00:01:00+08:00")
    with pytest.raises(DaysOver):
        object_to(publication, reader, "不符。")


def test_to_what_was_stopped_nobody_objects(publication, reader, auditor):
    answer(object_to(publication, reader, "不符。"), auditor, upheld=True, reason="属实。")
    assert publication.standings.get().ending == Standing.Ending.UPHELD
    with pytest.raises(NothingStands):
        object_to(publication, reader, "不符。")


def test_an_empty_objection_and_one_to_a_line_of_another_list_are_refused(publication, officer, reader):
    with pytest.raises(NothingSaid):
        object_to(publication, reader, " \n")
    other = PublicationFactory(by=officer).lines.get()
    with pytest.raises(NotOnTheList):
        object_to(publication, reader, "不符。", other)


def test_nobody_writes_one_after_another(publication, reader):
    for number in range(MOST_OPEN_PER_LIST):
        object_to(publication, reader, f"第{number}处不符。")
    with pytest.raises(TooManyObjections):
        object_to(publication, reader, "不符。")
    assert object_to(publication, MemberFactory(), "不符。").pk


def test_it_is_taken_up_by_one_and_may_be_answered_by_another(objection, auditor, chair):
    take_up(objection, auditor)
    with pytest.raises(TakenUpAlready):
        take_up(objection, chair)
    answer(objection, chair, upheld=False, reason="年限符合。")
    objection.refresh_from_db()
    assert (objection.taken_up_by, objection.answered_by) == (auditor, chair)


def test_whoever_objected_is_told_of_each_step_without_a_word_of_it(objection, publication, auditor):
    take_up(objection, auditor)
    answer(objection, auditor, upheld=False, reason="年限符合。")
    told = objection.member.notices.filter(kind="publications.own_objection")
    assert told.count() == 2
    assert not any("年限" in each.subject + each.body or publication.title in each.subject for each in told)


def test_an_answer_needs_a_reason_and_is_given_once(objection, auditor):
    with pytest.raises(ReasonMissing):
        answer(objection, auditor, upheld=False, reason="  ")
    answer(objection, auditor, upheld=False, reason="年限符合。")
    with pytest.raises(AnsweredAlready):
        answer(objection, auditor, upheld=True, reason="属实。")
    with pytest.raises(AnsweredAlready):
        withdraw(objection, objection.member)


def test_nobody_withdraws_the_objection_of_another(objection, auditor):
    with pytest.raises(NotYoursToAnswer):
        withdraw(objection, auditor)


def test_who_has_to_answer_is_reminded_a_day_before_and_once_it_is_overdue(objection, monday):
    auditor = make_auditor()
    reminders = auditor.notices.filter(kind="publications.to_answer")
    for moved, number in [
        (timedelta(days=5), 0),
        (timedelta(days=1), 1),
        (timedelta(days=1), 1),
        (timedelta(days=1), 2),
    ]:
        monday.shift(moved)
        remind_who_answers(0)
        assert reminders.count() == number
