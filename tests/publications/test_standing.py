"""The days of a list: from when to when, what begins them again, and what becomes of the list after them."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from approval.taking_down import take_down
from days.models import AnnouncedYear, CalendarDay
from publications import registry
from publications.actions.concluding import conclude
from publications.actions.drafting import Line, draft
from publications.actions.objecting import answer, object_to, withdraw
from publications.counting import number_of_day, stretch_after
from publications.errors import AlreadyInEffect, ChangeAfterEffect
from publications.jobs import NotDone, conclude_what_is_over
from publications.models import Publication, Standing
from publications.questions import may_be_changed, standing_of
from publications.registry import Subject, register_subject
from publications.telling import tell_those_listed
from tests.factories import HonourFactory, MemberFactory, PublicationFactory

from .conftest import AFTER

Ending = Standing.Ending


@pytest.fixture
def effects(monkeypatch):
    """What took effect, with a subject whose answers can be changed in a test."""
    monkeypatch.setattr(registry, "_subjects", {})
    happened = []
    register_subject("honours.Honour", Subject(takes_effect=lambda publication: happened.append(publication.pk)))
    return happened


@pytest.fixture
def subject(db, effects, monday):
    return HonourFactory()


def publish(publication: Publication, by=None, **changes) -> Standing:
    """Publish the latest draft of a list with these changes; returns what stands by that."""
    written = publication.get_latest_revision_as_object()
    for name, value in {"contact_name": "工会", "contact_phone": "1", "supervision_phone": "2", **changes}.items():
        setattr(written, name, value)
    written.save_revision(user=by).publish(skip_permission_checks=True)
    return Publication.objects.get(pk=publication.pk).standings.first()


def drafted(subject, by, *names):
    lines = [Line(name=name) for name in names]
    return draft(subject, by=by, title="拟表彰名单", introduction="现予公示。", columns=[], lines=lines)


def test_a_list_stands_for_five_working_days_from_the_one_after_it_is_published(officer):
    standing = PublicationFactory(by=officer).standings.get()
    assert (standing.starts_on, standing.ends_on) == (date(2026, 3, 10), date(2026, 3, 16))
    assert standing.is_standing
    assert standing.takes_objections


@pytest.mark.parametrize(
    ("published", "first", "last"),
    [
        # A Friday: the weekend does not count.
        (date(2026, 3, 13), date(2026, 3, 16), date(2026, 3, 20)),
        # Before the National Day holidays, with a Saturday that is worked.
        (date(2026, 9, 28), date(2026, 9, 29), date(2026, 10, 10)),
    ],
)
def test_days_off_do_not_count_and_make_up_days_do(db, published, first, last):
    days = stretch_after(published, 5)
    assert (days.starts_on, days.ends_on, days.by_weekdays) == (first, last, False)


def test_in_a_year_that_nobody_has_announced_weekdays_are_counted_and_it_says_so(db):
    days = stretch_after(date(2099, 3, 9), 5)
    assert (days.ends_on, days.by_weekdays) == (date(2099, 3, 16), True)


def test_the_page_says_which_of_its_days_it_is(officer):
    standing = PublicationFactory(by=officer).standings.get()
    numbers = [number_of_day(standing, date(2026, 3, day)) for day in (9, 10, 13, 14, 15, 16, 30)]
    assert numbers == [0, 1, 4, 4, 4, 5, 5]


def test_days_counted_before_the_holidays_were_known_are_counted_again_at_their_end(officer, time_machine, effects):
    time_machine.move_to(date(2099, 3, 9))
    standing = PublicationFactory(by=officer).standings.get()
    for day in (date(2099, 3, 12), date(2099, 3, 13)):
        CalendarDay.objects.create(date=day, kind=CalendarDay.Kind.DAY_OFF, name="假期")
    AnnouncedYear.objects.create(year=2099)
    time_machine.move_to(date(2099, 3, 17))
    assert not conclude(standing)
    standing.refresh_from_db()
    assert (standing.ends_on, standing.by_weekdays, standing.is_standing) == (date(2099, 3, 18), False, True)


def test_what_it_decides_takes_effect_after_its_last_day_and_once(subject, officer, effects, monday):
    standing = publish(drafted(subject, officer, "甲"), officer)
    monday.move_to(AFTER - timedelta(minutes=20))
    conclude_what_is_over(0)
    assert effects == []

    monday.move_to(AFTER)
    conclude_what_is_over(0)
    conclude_what_is_over(0)

    assert effects == [standing.publication_id]
    assert standing_of(subject).is_in_effect
    assert not may_be_changed(subject)
    assert officer.notices.filter(kind="publications.in_effect").count() == 1


def test_a_fault_of_one_list_leaves_it_to_be_tried_again_and_keeps_no_other_from_its_effect(
    subject, officer, effects, monday
):
    def fails(publication):
        raise RuntimeError("the room has a fault")

    publish(drafted(subject, officer, "甲"), officer)
    other = PublicationFactory(by=officer)
    register_subject("honours.Honour", Subject(takes_effect=fails))
    monday.move_to(AFTER)
    with pytest.raises(NotDone):
        conclude_what_is_over(0)
    assert standing_of(subject).is_standing
    assert other.standings.get().is_in_effect

    register_subject("honours.Honour", Subject(takes_effect=lambda publication: effects.append(publication.pk)))
    conclude_what_is_over(0)
    assert len(effects) == 1


def test_an_open_objection_holds_it_up_until_it_is_answered(subject, officer, auditor, reader, effects, monday):
    publication = drafted(subject, officer, "甲")
    publish(publication, officer)
    objection = object_to(Publication.objects.get(), reader, "此人未满年限。")
    monday.move_to(AFTER)
    conclude_what_is_over(0)
    conclude_what_is_over(0)
    assert effects == []
    assert standing_of(subject).is_held_up
    assert not may_be_changed(subject)
    assert officer.notices.filter(kind="publications.held_up").count() == 1

    answer(objection, auditor, upheld=False, reason="已核对档案，年限符合。")
    conclude_what_is_over(0)
    assert len(effects) == 1


def test_the_database_lets_nothing_take_effect_over_an_open_objection(officer, reader):
    publication = PublicationFactory(by=officer)
    object_to(publication, reader, "有异议。")
    now = timezone.now()
    with pytest.raises(IntegrityError, match="an objection waits"), transaction.atomic():
        Standing.objects.update(ended_at=now, effective_at=now, ending="in_effect")


def test_a_withdrawn_objection_holds_nothing_up(subject, officer, auditor, reader, effects, monday):
    publish(drafted(subject, officer, "甲"), officer)
    withdraw(object_to(Publication.objects.get(), reader, "写错了。"), reader)
    monday.move_to(AFTER)
    conclude_what_is_over(0)
    assert len(effects) == 1


def test_an_objection_that_is_upheld_stops_it_and_a_changed_list_begins_anew(
    subject, officer, auditor, reader, effects, monday
):
    publication = drafted(subject, officer, "甲", "乙")
    first = publish(publication, officer)
    objection = object_to(Publication.objects.get(), reader, "乙未参加。")
    answer(objection, auditor, upheld=True, reason="经核实，予以更正。")
    assert standing_of(subject).ending == Standing.Ending.UPHELD
    assert may_be_changed(subject)
    assert officer.notices.filter(kind="publications.stopped").exists()

    # The same list does not come back.
    assert publish(Publication.objects.get(), officer, contact_phone="8003").pk == first.pk

    monday.move_to(AFTER)
    second = publish(drafted(subject, officer, "甲"), officer)
    assert (second.follows, second.starts_on) == (first, date(2026, 3, 18))
    conclude_what_is_over(0)
    assert effects == []


def test_a_changed_list_begins_the_days_again_and_a_changed_telephone_does_not(subject, officer, effects, monday):
    publication = drafted(subject, officer, "甲", "乙")
    first = publish(publication, officer)
    monday.shift(timedelta(days=2))
    assert publish(Publication.objects.get(), officer, contact_phone="8009").pk == first.pk

    second = publish(drafted(subject, officer, "乙", "甲"), officer)
    first.refresh_from_db()
    assert (first.ending, second.starts_on, second.ends_on) == (Ending.CHANGED, date(2026, 3, 12), date(2026, 3, 18))
    assert standing_of(subject) == second


def test_an_open_objection_to_the_list_before_holds_up_the_changed_one(
    subject, officer, auditor, reader, effects, monday
):
    publish(drafted(subject, officer, "甲", "乙"), officer)
    objection = object_to(Publication.objects.get(), reader, "乙未参加。")
    publish(drafted(subject, officer, "甲"), officer)
    monday.shift(timedelta(days=9))
    conclude_what_is_over(0)
    assert standing_of(subject).is_held_up

    answer(objection, auditor, upheld=True, reason="名单已更正。", list_stays=True)
    conclude_what_is_over(0)
    assert standing_of(subject).is_in_effect


def test_that_the_list_stays_is_not_heeded_where_it_is_what_was_objected_to(officer, auditor, reader):
    publication = PublicationFactory(by=officer)
    answer(object_to(publication, reader, "不符。"), auditor, upheld=True, reason="属实。", list_stays=True)
    assert publication.standings.get().ending == Ending.UPHELD


def test_a_list_whose_thing_has_changed_is_stopped(subject, officer, effects, monday):
    publish(drafted(subject, officer, "甲"), officer)
    register_subject("honours.Honour", Subject(is_unchanged=lambda publication: False))
    conclude_what_is_over(0)
    assert standing_of(subject).ending == Ending.OUTDATED
    assert may_be_changed(subject)
    assert officer.notices.filter(kind="publications.stopped").exists()


def test_what_took_effect_is_not_drafted_anew_nor_changed_by_an_approval(subject, officer, effects, monday):
    publish(drafted(subject, officer, "甲"), officer)
    monday.move_to(AFTER)
    conclude_what_is_over(0)
    with pytest.raises(AlreadyInEffect):
        drafted(subject, officer, "乙")
    with pytest.raises(ChangeAfterEffect), transaction.atomic():
        publish(Publication.objects.get(), officer, title="别的名单")
    assert Publication.objects.get().title == "拟表彰名单"


def test_taking_a_list_down_ends_its_days_and_publishing_it_again_begins_new_ones(officer, chair, monday):
    publication = PublicationFactory(by=officer)
    take_down(publication, chair, "名单有误")
    assert publication.standings.get().ending == Ending.TAKEN_DOWN
    monday.shift(timedelta(days=1))
    assert publish(publication, officer).starts_on == date(2026, 3, 11)


def test_those_on_the_list_are_told_that_it_stands(officer, reader):
    standing = PublicationFactory(by=officer, of=[reader, "护理一组"]).standings.get()
    assert ProcrastinateJob.objects.filter(task_name=tell_those_listed.name, args__standing_id=standing.pk).exists()
    tell_those_listed(standing.pk)
    told = reader.notices.get(kind="publications.listed")
    assert standing.publication.title in told.subject
    assert not MemberFactory().notices.exists()


def test_a_standing_is_a_record_that_ends_once(officer):
    standing = PublicationFactory(by=officer).standings.get()
    for change in ({"starts_on": date(2026, 1, 1)}, {"list_hash": "x"}):
        with pytest.raises(Exception, match="Cannot update"), transaction.atomic():
            Standing.objects.filter(pk=standing.pk).update(**change)
    with pytest.raises(Exception, match="Cannot delete"), transaction.atomic():
        standing.delete()
    Standing.objects.update(ended_at=timezone.now(), ending=Ending.UPHELD)
    with pytest.raises(Exception, match="Cannot update"), transaction.atomic():
        Standing.objects.update(reason="别的")
