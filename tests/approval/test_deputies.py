"""Deputies with dates: they decide for those who named them, on these days, and never on their own work."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from approval.approvers import deciders_of
from approval.errors import NotYoursToDecide
from approval.models import Deputyship

from .conftest import current, decide, is_live, make_draft, make_member, make_stage, queue_titles, submit


@pytest.fixture
def stand_in():
    return make_member("3004", "吴代理")


@pytest.fixture
def deputyship(chair, stand_in):
    today = timezone.localdate()
    return Deputyship.objects.create(
        principal=chair, deputy=stand_in, first_date=today, last_date=today + timedelta(days=6), named_by=chair
    )


def test_a_deputy_decides_for_the_days_named(deputyship, draft, officer, stand_in, chair):
    state = submit(draft, officer)
    assert queue_titles(stand_in) == [draft.title]
    assert deciders_of([state])[state.pk][stand_in.pk] == chair.pk
    decide(state, stand_in)
    assert is_live(draft)


@pytest.mark.parametrize("days", [-1, 7])
def test_a_deputy_decides_on_no_other_day(days, deputyship, draft, officer, stand_in):
    state = submit(draft, officer)
    with time_machine.travel(timezone.now() + timedelta(days=days), tick=False):
        assert queue_titles(stand_in) == []
        with pytest.raises(NotYoursToDecide):
            decide(state, stand_in)


def test_a_deputyship_that_was_ended_counts_no_more(deputyship, draft, officer, stand_in, chair):
    state = submit(draft, officer)
    Deputyship.objects.update(ended_at=timezone.now(), ended_by=chair)
    with pytest.raises(NotYoursToDecide):
        decide(state, stand_in)


def test_a_deputy_does_not_decide_on_what_he_or_the_principal_wrote(deputyship, news_index, stand_in, chair):
    own = submit(make_draft(news_index, stand_in, "own"), stand_in)
    theirs = submit(make_draft(news_index, chair, "theirs"), chair)
    for state in (own, theirs):
        with pytest.raises(NotYoursToDecide):
            decide(state, stand_in)


def test_a_deputy_does_not_decide_for_who_approved_an_earlier_stage(
    deputyship, draft, officer, stand_in, chair, deputy
):
    make_stage("主席初审", "工会主席", order=-1)
    decide(submit(draft, officer), chair)
    with pytest.raises(NotYoursToDecide):
        decide(current(draft), stand_in)
    assert deciders_of([current(draft)])[current(draft).pk] == {deputy.pk: None}


def test_nobody_is_a_deputy_of_oneself(chair):
    today = timezone.localdate()
    with pytest.raises(IntegrityError), transaction.atomic():
        Deputyship.objects.create(principal=chair, deputy=chair, first_date=today, last_date=today, named_by=chair)


def test_dates_of_a_deputyship_stand_in_order(chair, reader):
    with pytest.raises(IntegrityError), transaction.atomic():
        Deputyship.objects.create(
            principal=chair,
            deputy=reader,
            first_date=date(2026, 11, 2),
            last_date=date(2026, 11, 1),
            named_by=chair,
        )


def test_a_deputyship_of_others_is_not_found(deputyship, deputy, chair, client):
    address = f"/admin/approvals/deputies/{deputyship.pk}/end/"
    client.force_login(deputy)
    assert [client.get(address).status_code, client.post(address).status_code] == [404, 404]
    client.force_login(chair)
    assert client.post(address).status_code == 302
    deputyship.refresh_from_db()
    assert deputyship.ended_by == chair
