"""Places under whatever order of acts: Hypothesis looks for one after which something does not hold."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import hypothesis.strategies as st
import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from people.models import Member, UnionGroup
from people.sealing import seal
from signups.actions.confirming import confirm
from signups.actions.deciding import put_first, take_off
from signups.actions.giving_back import cancel
from signups.actions.sessions import call_off, move, reopen, resize
from signups.actions.signing_up import sign_up, sign_up_for
from signups.actions.upkeep import catch_up, due_sessions
from signups.draws.drawing import draw
from signups.draws.files import file_of
from signups.draws.recompute import commitment_of, faults_of
from signups.errors import SignUpRefused
from signups.models import Draw, DrawSeed, Pool, Release, Session, SignUp, SignUpTerms, Strike
from signups.promoting import Places
from tests.factories import DependantFactory, DriveFactory, OfferingFactory, PoolFactory, SessionFactory

from .invariants import (
    assert_each_is_told_once,
    assert_nobody_is_twice,
    assert_parties_are_whole,
    make_members,
    run_given_jobs,
)

State, Mode, Company = SignUp.State, SignUpTerms.Mode, SignUpTerms.Company
PEOPLE, OFFERINGS = 6, 4
numbers = st.integers(0, PEOPLE - 1)
capacities = st.one_of(st.none(), st.integers(1, 5))


class Undo(Exception):
    """Takes back what one run has written."""


@contextmanager
def taken_back() -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
            raise Undo
    except Undo:
        pass


def to_be_drawn():
    return Session.objects.planned().filter(offering__mode=Mode.DRAW, drawn_at=None).select_related("offering")


class PlacesMachine(RuleBasedStateMachine):
    """Four offerings, two of one drive, one with a draw, one for families; six people, half of them in one group."""

    def __init__(self):
        super().__init__()
        self.scope = taken_back()
        self.scope.__enter__()

    def teardown(self):
        self.scope.__exit__(None, None, None)

    @initialize(
        modes=st.lists(st.sampled_from([Mode.FIRST_COME, Mode.DRAW]), min_size=1, max_size=1),
        hours=st.sampled_from([None, 2]),
        limit=st.sampled_from([None, 1]),
        ward=st.sampled_from([None, 1]),
        sizes=st.lists(st.integers(1, 3), min_size=5, max_size=5),
    )
    def begin(self, modes, hours, limit, ward, sizes):
        self.group = UnionGroup.objects.create(name="一组", slug="one")
        self.members = make_members(PEOPLE)
        Member.objects.filter(pk__in=[each.pk for each in self.members[:3]]).update(union_group=self.group)
        self.members = list(Member.objects.filter(pk__in=[each.pk for each in self.members]).order_by("pk"))
        self.children = [DependantFactory(member=each, name=f"{each.name}之子") for each in self.members]
        drive = DriveFactory()
        terms = {"confirm_within_hours": hours, "limit_per_department": ward}
        offerings = [
            OfferingFactory(drive=drive, **terms),
            OfferingFactory(drive=drive, **terms),
            OfferingFactory(mode=modes[0], limit_per_member=limit, **terms),
            OfferingFactory(company=Company.MAY_BRING),
        ]
        now = timezone.now().replace(microsecond=0)
        hour = now + timedelta(days=3)
        self.sessions = [
            SessionFactory(offering=offerings[0], capacity=sizes[0], starts_at=hour),
            SessionFactory(offering=offerings[1], capacity=sizes[1], starts_at=hour + timedelta(days=1)),
            # At the hour of the first.
            SessionFactory(offering=offerings[2], capacity=sizes[2], starts_at=hour),
            SessionFactory(offering=offerings[2], capacity=sizes[3], starts_at=hour + timedelta(days=2)),
            SessionFactory(offering=offerings[3], capacity=sizes[4] + 2, starts_at=hour + timedelta(minutes=30)),
        ]

    def attempt(self, act, *args, **kwargs):
        try:
            with transaction.atomic():
                return act(*args, **kwargs)
        except SignUpRefused:
            return None

    def session(self, data) -> Session:
        return Session.objects.select_related("offering").get(pk=data.draw(st.sampled_from(self.sessions)).pk)

    def row(self, data, **fields) -> SignUp | None:
        rows = list(SignUp.objects.live().filter(**fields).select_related("member").order_by("pk"))
        return data.draw(st.sampled_from(rows)) if rows else None

    @rule(data=st.data(), who=numbers, brings=st.booleans())
    def signs_up(self, data, who, brings):
        session = self.session(data)
        bring = [self.children[who]] if brings and session.offering.company == Company.MAY_BRING else []
        self.attempt(sign_up, self.members[who], session, dependants=bring)

    @rule(data=st.data(), who=numbers)
    def is_signed_up_by_the_organiser(self, data, who):
        self.attempt(sign_up_for, self.members[0], self.members[who], self.session(data))

    @rule(data=st.data())
    def cancels(self, data):
        row = self.row(data)
        if row:
            self.attempt(cancel, row, row.member, knows_it_is_late=True)

    @rule(data=st.data())
    def confirms(self, data):
        row = self.row(data, state=State.OFFERED)
        if row:
            self.attempt(confirm, row, row.member)

    @rule(data=st.data())
    def is_taken_off(self, data):
        row = self.row(data)
        if row:
            self.attempt(take_off, row, self.members[0], reason="调班")

    @rule(data=st.data())
    def is_put_first(self, data):
        row = self.row(data, state=State.WAITING)
        if row:
            self.attempt(put_first, row, self.members[0], reason="孕期")

    @rule(data=st.data(), capacity=capacities)
    def is_resized(self, data, capacity):
        self.attempt(resize, self.session(data), capacity, self.members[0])

    @rule(data=st.data(), places=st.integers(1, 2))
    def keeps_places_for_a_group(self, data, places):
        PoolFactory(
            session=self.session(data),
            union_group=self.group,
            places=places,
            merges_at=timezone.now() + timedelta(hours=1),
        )

    @rule(data=st.data(), places=st.integers(1, 2))
    def holds_places_back(self, data, places):
        session = self.session(data)
        if not session.releases.exists():
            Release.objects.create(session=session, at=timezone.now() + timedelta(hours=1), places=places)

    @precondition(lambda self: Pool.objects.kept().exists())
    @rule(data=st.data())
    def pools_merge(self, data):
        pool = data.draw(st.sampled_from(list(Pool.objects.kept().order_by("pk"))))
        Pool.objects.filter(pk=pool.pk).update(merges_at=timezone.now() - timedelta(seconds=1))
        catch_up(pool.session_id)

    @precondition(lambda self: Release.objects.held_back().exists())
    @rule(data=st.data())
    def later_places_open(self, data):
        release = data.draw(st.sampled_from(list(Release.objects.held_back().order_by("pk"))))
        Release.objects.filter(pk=release.pk).update(at=timezone.now() - timedelta(seconds=1))
        catch_up(release.session_id)

    @precondition(lambda self: SignUp.objects.filter(state=State.OFFERED).exists())
    @rule(data=st.data())
    def an_offer_lapses(self, data):
        row = self.row(data, state=State.OFFERED)
        lapsed = SignUp.objects.filter(pk=row.pk) if row.party is None else SignUp.objects.filter(party=row.party)
        lapsed.update(due_at=timezone.now() - timedelta(seconds=1))
        catch_up(row.session_id)

    @precondition(lambda self: to_be_drawn().exists())
    @rule(data=st.data(), crowd=st.lists(numbers, min_size=1, unique=True), number=st.integers(0, 1000))
    def is_drawn(self, data, crowd, number):
        """With a seed of which Hypothesis knows, so that the same history has the same end."""
        session = data.draw(st.sampled_from(list(to_be_drawn().order_by("pk"))))
        for who in crowd:
            self.attempt(sign_up, self.members[who], session)
        seed = f"{number:064x}"
        promise = {"sealed": seal(seed), "commitment": commitment_of(seed)}
        DrawSeed.objects.get_or_create(session=session, defaults=promise)
        Session.objects.filter(pk=session.pk).update(closes_at=timezone.now() - timedelta(seconds=1))
        made = self.attempt(draw, session)
        assert made is None or faults_of(file_of(Draw.objects.get(pk=made.pk))) == []

    @rule(data=st.data(), days=st.integers(0, 2))
    def is_moved(self, data, days):
        session = self.session(data)
        begins = self.sessions[0].starts_at + timedelta(days=days)
        ends = begins + timedelta(hours=1)
        self.attempt(move, session, self.members[0], starts_at=begins, ends_at=ends, venue=None)

    @rule(data=st.data())
    def is_called_off(self, data):
        self.attempt(call_off, self.session(data), self.members[0], reason="台风")

    @rule(data=st.data())
    def takes_place_after_all(self, data):
        self.attempt(reopen, self.session(data), self.members[0])

    @rule(who=numbers)
    def leaves_the_house(self, who):
        Member.objects.filter(pk=self.members[who].pk).update(is_active=False)
        self.members[who].is_active = False

    @invariant()
    def what_places_md_says(self):
        if not hasattr(self, "sessions"):
            return
        rows = SignUp.objects.all()
        assert_parties_are_whole(rows)
        assert_nobody_is_twice(rows)
        assert_each_is_told_once(rows)
        for session in Session.objects.select_related("offering"):
            granted = SignUp.objects.granted().filter(session=session)
            assert session.taken == granted.count()
            assert session.capacity is None or session.taken <= session.capacity
            assert not (session.is_cancelled and SignUp.objects.live().filter(session=session).exists())
            if session.offering.mode == Mode.DRAW and not session.drawn_at:
                assert not session.taken
            if session.offering.limit_per_department:
                assert granted.filter(dependant=None, member__department__isnull=False).count() <= 1
        assert not Strike.objects.exists(), "nothing here was late"

    @invariant()
    def nobody_stands_beside_a_free_place(self):
        """What is not under one lock follows by a job, and what hangs on people themselves by the clock."""
        if not hasattr(self, "sessions"):
            return
        run_given_jobs()
        for session_id in SignUp.objects.of_leavers().values_list("session", flat=True).distinct():
            catch_up(session_id)
        before = set(SignUp.objects.granted().values_list("pk", flat=True))
        for session in Session.objects.select_related("offering"):
            self._no_hole_in(session)
        for session_id in due_sessions():
            catch_up(session_id)
        assert set(SignUp.objects.granted().values_list("pk", flat=True)) == before, "the clock found a hole"

    def _no_hole_in(self, session):
        """Worked out apart from `promote`, for people who ask for nobody else: a free place, and somebody for it."""
        drawn = session.offering.mode != Mode.DRAW or session.drawn_at
        if session.is_cancelled or not drawn or session.offering.limit_per_department:
            return
        free = Places(session)
        if free.general < 1:
            return
        for row in SignUp.objects.waiting().filter(session=session, party=None).select_related("member"):
            assert self._is_kept_away(row, session), f"{row} waits beside a free place"

    def _is_kept_away(self, row, session) -> bool:
        own = SignUp.objects.granted().filter(member=row.member_id, dependant=row.dependant_id).exclude(session=session)
        ends_later = own.filter(session__starts_at__lt=session.ends_at, session__ends_at__gt=session.starts_at)
        limit = session.offering.limit_per_member
        return (
            not row.member.is_active
            or ends_later.exists()
            or (session.offering.drive_id and own.filter(drive=session.offering.drive_id).exists())
            or (limit is not None and own.filter(session__offering=session.offering).count() >= limit)
        )


def run(examples: int, steps: int) -> None:
    run_state_machine_as_test(
        PlacesMachine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            derandomize=examples < 100,
            # Making a history shorter takes longer than finding it.
            phases=[Phase.generate] if examples < 100 else list(Phase),
            database=None,
        ),
    )


@pytest.mark.django_db
def test_places_hold_whatever_happens_in_whatever_order():
    run(examples=6, steps=16)


@pytest.mark.long
@pytest.mark.django_db
def test_places_hold_through_many_long_histories():
    run(examples=300, steps=40)
