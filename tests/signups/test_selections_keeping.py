"""How long selections keep what is about people, and the engine that waits for them."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.admin.panels import get_edit_handler

from activities.models import RecurringActivity
from publications.models import Publication
from signups.actions.deciding import put_first
from signups.actions.upkeep import due_sessions
from signups.errors import AppliedForElsewhere
from signups.models import Application, Mark, Option, Rating, Selection, Session, SignUp, SignUpTerms, Wish
from signups.retention import forget_expired as forget_sign_ups
from signups.selections.holding import hold
from signups.selections.personal_data import empty, forget_expired
from signups.swaps.rules import why_not
from tests.factories import HonourFactory, RecurringActivityFactory
from tests.factories.people import MemberFactory
from tests.factories.selections import BaseFactory, PastTurnFactory

from .selecting import applicant, applied, batches_of, in_effect, run_of

pytestmark = pytest.mark.usefixtures("site")


def test_applications_go_three_years_after_the_last_date():
    run = run_of(dates=(1, 1))
    applied(run, applicant(5))
    in_effect(run)
    long_ago = timezone.now() - timedelta(days=3 * 365 + 10)
    first, last = batches_of(run)
    span = {"starts_at": long_ago - timedelta(days=5), "ends_at": long_ago}
    Session.objects.filter(pk=first.session_id).update(**span)
    assert forget_expired() == 0
    Session.objects.filter(pk=last.session_id).update(**span)
    assert forget_expired() == 1
    assert not Application.objects.exists()
    assert not Mark.objects.exists()


def test_stars_outlive_the_sign_up_without_the_name():
    run = run_of(base=BaseFactory())
    applied(run, applicant(5))
    in_effect(run)
    row = SignUp.objects.get()
    stars = dict.fromkeys(Rating.STARS, 4)
    Rating.objects.create(sign_up=row, base=batches_of(run)[0].base, year=2020, **stars)
    long_ago = timezone.now() - timedelta(days=3 * 365 + 10)
    Session.objects.update(starts_at=long_ago - timedelta(days=5), ends_at=long_ago)
    forget_sign_ups()
    assert Rating.objects.get().sign_up is None
    assert not Wish.objects.exists()


def test_of_whoever_is_emptied_only_the_stars_stay():
    run, member = run_of(base=BaseFactory()), applicant(5)
    applied(run, member)
    in_effect(run)
    stars = dict.fromkeys(Rating.STARS, 4)
    Rating.objects.create(sign_up=SignUp.objects.get(), base=batches_of(run)[0].base, year=2020, **stars)
    PastTurnFactory(member=member)
    empty(member)
    assert not Application.objects.exists()
    assert not member.past_turns.exists()
    assert Rating.objects.get().sign_up is None


class TestTheEngine:
    def test_nobody_looks_every_minute_for_places_that_a_list_will_give(self):
        run = run_of()
        applied(run, applicant(5))
        assert batches_of(run)[0].session_id not in due_sessions()

    def test_a_list_that_has_taken_effect_cannot_be_taken_back_by_a_stale_session(self):
        run = run_of()
        applied(run, applicant(5))
        stale = batches_of(run)[0].session
        in_effect(run)
        stale.save()
        assert Session.objects.get(pk=stale.pk).listed_at is not None

    def test_a_place_is_not_exchanged_and_nobody_is_put_first(self):
        run = run_of(dates=(1,))
        applied(run, applicant(5))
        applied(run, applicant(3))
        in_effect(run)
        row, waiting = SignUp.objects.granted().get(), SignUp.objects.waiting().get()
        session = Session.objects.select_related("offering").get(pk=row.session_id)
        assert why_not(row, session)
        with pytest.raises(AppliedForElsewhere):
            put_first(waiting, MemberFactory(officer=True), reason="照顾")

    def test_an_activity_is_no_selection(self):
        activity = RecurringActivityFactory()
        activity.mode = SignUpTerms.Mode.SELECTION
        with pytest.raises(ValidationError):
            activity.full_clean()
        form = RecurringActivity.base_form_class
        edited = get_edit_handler(RecurringActivity).get_form_class()(instance=activity, for_user=MemberFactory())
        assert issubclass(type(edited), form)
        assert "selection" not in dict(edited.fields["mode"].choices)


class TestALaterVersion:
    def test_places_and_days_follow_and_a_date_that_is_dropped_is_called_off(self):
        run = run_of(dates=(1, 1))
        application = applied(run, applicant(5), [0, 1])
        selection = Selection.objects.get(pk=run.selection_id)
        first, second = selection.options.all()
        Option.objects.filter(pk=first.pk).update(places=4)
        Option.objects.filter(pk=second.pk).delete()
        hold(Selection.objects.get(pk=selection.pk))
        one, two = batches_of(run)
        assert (one.session.capacity, two.session.is_cancelled) == (4, True)
        live = application.wishes.filter(sign_up__state="waiting")
        assert [wish.sign_up.session_id for wish in live] == [one.session_id]

    def test_an_unused_date_that_is_dropped_goes(self):
        run = run_of(dates=(1, 1))
        Option.objects.filter(selection=run.selection_id).last().delete()
        hold(Selection.objects.get(pk=run.selection_id))
        assert len(batches_of(run)) == 1


def test_the_highest_honour_counts_until_the_day_of_the_points():
    member = applicant(5)
    HonourFactory(level="hospital", to=[member])
    HonourFactory(level="provincial", to=[member])
    run = run_of(criteria=({"label": "荣誉", "fact": "honours", "points": 2, "most": 10},))
    application = applied(run, member)
    in_effect(run)
    application.refresh_from_db()
    assert application.total == 6
    assert not Publication.objects.exists()
