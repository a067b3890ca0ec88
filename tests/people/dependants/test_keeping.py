"""A member's list of dependants: who gets on it, who is refused, who is forgotten."""

from contextlib import contextmanager
from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from people.dependants import keeping
from people.dependants.errors import BornLater, NoLongerThere, OfAge, TooMany
from people.dependants.keeping import AT_MOST, keep_dependant, take_off
from people.models import Dependant, Member
from people.privacy.emptying import empty_member
from people.retention import forget_expired
from tests.factories import MemberFactory
from tests.plugins.racing import at_once

Relation = Dependant.Relation
NOON = "2026-06-01T04:00:00Z"


@pytest.fixture
def member(db):
    return MemberFactory()


@pytest.fixture
def today():
    with time_machine.travel(NOON, tick=False):
        yield timezone.localdate()


def somebody(member, **fields) -> Dependant:
    """Somebody who is on no list yet."""
    return Dependant(
        **{"member": member, "name": "张小满", "relation": "child", "gender": "f", "birthday": date(2019, 5, 21)}
        | fields
    )


@contextmanager
def something_pointing_at_them(monkeypatch):
    """As a sign-up does, by PROTECT."""

    def refuse(self, *args, **kwargs):
        raise ProtectedError("a sign-up", {self})

    with monkeypatch.context() as patch:
        patch.setattr(Dependant, "delete", refuse)
        yield


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("张　三", "张三"),
        ("　张 三 ", "张三"),
        ("阿依古丽•买买提", "阿依古丽·买买提"),
        (" Anna   Smith ", "Anna Smith"),
    ],
)
def test_a_name_is_stored_as_names_of_members_are(member, typed, stored):
    kept = keep_dependant(somebody(member, name=typed))
    assert Dependant.objects.get(pk=kept.pk).name == stored


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"birthday": date(2026, 6, 2)}, BornLater),
        ({"birthday": date(2008, 6, 1)}, OfAge),
        ({"birthday": date(1899, 12, 31), "relation": "parent"}, ValidationError),
        ({"birthday": None}, ValidationError),
        ({"name": ""}, ValidationError),
        ({"name": "　\u200b"}, ValidationError),
        ({"name": "长" * 41}, ValidationError),
        ({"gender": ""}, ValidationError),
        ({"gender": "x"}, ValidationError),
        ({"relation": "boss"}, ValidationError),
    ],
)
def test_what_cannot_be_is_refused(member, today, fields, error):
    with pytest.raises(error):
        keep_dependant(somebody(member, **fields))
    assert not Dependant.objects.exists()


def test_a_child_is_one_until_the_day_before_the_eighteenth_birthday(member, today):
    assert keep_dependant(somebody(member, birthday=date(2008, 6, 2))).age == 17
    # A newborn of today, and a grown-up daughter as what she is.
    keep_dependant(somebody(member, name="刚出生", birthday=today))
    keep_dependant(somebody(member, name="大女儿", birthday=date(2000, 1, 1), relation=Relation.OTHER))


def test_nobody_is_on_a_list_twice_and_two_members_may_have_the_same_child(member):
    keep_dependant(somebody(member))
    with pytest.raises(ValidationError, match="已有此人"):
        keep_dependant(somebody(member, name="张　小满"))
    with pytest.raises(IntegrityError), transaction.atomic():
        somebody(member).save()
    keep_dependant(somebody(MemberFactory()))


def test_a_list_has_one_spouse(member):
    spouse = {"relation": Relation.SPOUSE, "birthday": date(1990, 1, 1)}
    first = keep_dependant(somebody(member, name="王一", **spouse))
    with pytest.raises(ValidationError, match="配偶"):
        keep_dependant(somebody(member, name="王二", **spouse))
    take_off(first)
    keep_dependant(somebody(member, name="王二", **spouse))


def test_a_full_list_takes_nobody_and_is_changed_all_the_same(member):
    kept = [keep_dependant(somebody(member, name=f"孩子{number}")) for number in range(AT_MOST)]
    with pytest.raises(TooMany):
        keep_dependant(somebody(member, name="再一个"))
    kept[0].name = "改名"
    keep_dependant(kept[0])
    take_off(kept[1])
    keep_dependant(somebody(member, name="再一个"))
    # The list of somebody else has its own room.
    keep_dependant(somebody(MemberFactory()))


def test_whoever_has_been_taken_off_meanwhile_does_not_come_back_by_being_changed(member):
    kept = keep_dependant(somebody(member))
    stale = Dependant.objects.get(pk=kept.pk)
    assert take_off(kept)
    with pytest.raises(NoLongerThere):
        keep_dependant(stale)
    with pytest.raises(NoLongerThere):
        take_off(stale)
    assert not Dependant.objects.exists()


def test_whom_something_points_at_is_off_the_list_and_stays_on_record(member, monkeypatch):
    kept = keep_dependant(somebody(member))
    with something_pointing_at_them(monkeypatch):
        assert not take_off(kept)
        forget_expired()
    assert not member.dependants.live().exists()
    row = member.dependants.get()
    assert (row.name, row.ended_at is None) == ("张小满", False)
    # On the list once more as a new entry; the old one goes the night after nothing points at it any more.
    again = keep_dependant(somebody(member))
    forget_expired()
    assert list(member.dependants.all()) == [again]


def test_children_go_a_year_after_they_have_come_of_age_and_others_stay(member, today, monkeypatch):
    born = {"grown": date(2007, 6, 1), "lately": date(2007, 6, 2)}
    for name, birthday in born.items():
        somebody(member, name=name, birthday=birthday).save()
    somebody(member, name="other", birthday=date(1970, 1, 1), relation=Relation.OTHER).save()
    with something_pointing_at_them(monkeypatch):
        forget_expired()
    assert set(member.dependants.live().values_list("name", flat=True)) == {"lately", "other"}
    forget_expired()
    assert set(member.dependants.values_list("name", flat=True)) == {"lately", "other"}


def gone() -> Member:
    long_ago = timezone.localdate() - timedelta(days=6 * 366)
    return MemberFactory(staff_status="left", is_active=False, gone_since=long_ago)


def test_the_list_goes_with_the_data_of_its_member(db):
    member, other = gone(), MemberFactory()
    for each in (member, other):
        somebody(each).save()
    empty_member(member)
    assert [row.member for row in Dependant.objects.all()] == [other]


def test_of_whom_something_still_points_at_nothing_personal_stays(db, monkeypatch):
    member = gone()
    somebody(member).save()
    with something_pointing_at_them(monkeypatch):
        empty_member(member)
    row = Dependant.objects.get()
    assert (row.name, row.gender, row.birthday) == ("", "", None)


@pytest.mark.parametrize("blank", [{"name": ""}, {"gender": ""}, {"birthday": None}, {"birthday": date(1899, 1, 1)}])
def test_nobody_is_on_a_list_half(member, blank):
    kept = keep_dependant(somebody(member))
    with pytest.raises(IntegrityError), transaction.atomic():
        Dependant.objects.filter(pk=kept.pk).update(**blank)


def nearly_full() -> Member:
    member = MemberFactory()
    Dependant.objects.bulk_create(somebody(member, name=f"孩子{number}") for number in range(AT_MOST - 1))
    return member


def two_more_at_once(member) -> list[str]:
    calls = [lambda name=name: keep_dependant(somebody(member, name=name)) for name in ("甲", "乙")]
    return sorted(type(outcome).__name__ for outcome in at_once(*calls))


@pytest.mark.race
def test_of_two_for_the_last_place_one_is_refused(committed_db, race_rounds):
    for _round in range(race_rounds):
        member = nearly_full()
        assert two_more_at_once(member) == ["Dependant", "TooMany"]
        assert member.dependants.count() == AT_MOST


@pytest.mark.race
def test_without_the_lock_both_get_on_the_list(committed_db, monkeypatch):
    monkeypatch.setattr(keeping, "_lock_list", lambda pk: Dependant.objects.live().filter(member=pk))
    assert ["Dependant", "Dependant"] in [two_more_at_once(nearly_full()) for _round in range(10)]
