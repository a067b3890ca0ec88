"""Exchanging places and passing one on: both or neither, and never one place more or fewer."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from people.models import Audience
from signups.actions.giving_back import cancel
from signups.actions.signing_up import sign_up
from signups.errors import (
    AlreadySignedUp,
    Clash,
    KeptForGroup,
    LimitReached,
    NoSwap,
    NotedAsPresent,
    NotForThem,
    NotForYou,
    NotYours,
    OfferGone,
    OneOfEachDrive,
    WardIsFull,
)
from signups.models import Session, SignUp, SignUpSettings, SignUpTerms, SwapOffer
from signups.swaps.swapping import accept, offer, withdraw
from signups.telling import when
from tests.factories import (
    BranchFactory,
    DepartmentFactory,
    DependantFactory,
    DriveFactory,
    MemberFactory,
    OfferingFactory,
    PoolFactory,
    SessionFactory,
    StrikeFactory,
    UnionGroupFactory,
)

from .exchanging import holder_of, holders, in_days, kinds_told, taken, two_dates

State = SignUp.State


@pytest.mark.django_db
class TestAnExchange:
    def test_each_has_the_others_place_and_is_told_once(self):
        first, second = two_dates()
        mine, theirs = holder_of(first), holder_of(second)
        made = offer(mine, mine.member, wanted=second)
        accept(made, theirs.member, giving=theirs)
        assert (holders(first), holders(second)) == ([theirs.member_id], [mine.member_id])
        assert taken(first, second) == [1, 1]
        for row, heard in ((mine, []), (theirs, ["signups.swap_wanted"])):
            row.refresh_from_db()
            assert row.state == State.SWAPPED
            assert kinds_told(row.member) == ["signups.placed", *heard, "signups.swapped"]
        made.refresh_from_db()
        assert made.state == SwapOffer.State.ACCEPTED
        assert made.taken_over_by == first.sign_ups.granted().get()

    def test_nobody_who_waits_is_passed_by_or_loses_the_queue(self):
        first, second = two_dates()
        mine, theirs = holder_of(first), holder_of(second)
        waiting = holder_of(first)
        assert waiting.is_waiting
        accept(offer(mine, mine.member), theirs.member, giving=theirs)
        waiting.refresh_from_db()
        assert waiting.is_waiting
        assert taken(first, second) == [1, 1]

    def test_whoever_waits_for_the_date_that_they_get_waits_no_more(self):
        first, second = two_dates()
        mine, theirs = holder_of(first), holder_of(second)
        queue = sign_up(mine.member, second)[0]
        accept(offer(mine, mine.member, wanted=second), theirs.member, giving=theirs)
        queue.refresh_from_db()
        assert queue.state == State.CANCELLED
        assert holders(second) == [mine.member_id]

    def test_an_offer_for_any_date_is_not_bound_to_one(self):
        first, second = two_dates()
        mine, theirs = holder_of(first), holder_of(second)
        made = offer(mine, mine.member)
        accept(made, theirs.member, giving=theirs)
        assert holders(first) == [theirs.member_id]

    def test_holders_of_the_date_wanted_are_told_once_of_each_place(self):
        first, second = two_dates(capacity=3)
        mine, theirs, both = holder_of(first), holder_of(second), holder_of(second, name="两场都有")
        sign_up(both.member, first)
        withdraw(offer(mine, mine.member, wanted=second), mine.member)
        offer(mine, mine.member, wanted=second)
        assert kinds_told(theirs.member) == ["signups.placed", "signups.swap_wanted"]
        notice = theirs.member.notices.get(kind="signups.swap_wanted")
        assert notice.link == f"/sessions/{second.pk}/"
        assert when(first) in notice.body
        assert mine.member.name not in notice.subject + notice.body
        # Whoever has a place there already, and whoever offers, has nothing to exchange.
        assert kinds_told(both.member) == ["signups.placed"] * 2
        assert kinds_told(mine.member) == ["signups.placed"]

    def test_of_a_drive_those_alone_are_told_who_could_take_the_place(self):
        old = Audience.objects.create(name="五十以上", everyone=True, age_from=50)
        drive = DriveFactory()
        here = SessionFactory(drive=drive, audience=old, title="山线")
        there = SessionFactory(drive=drive, title="海线", starts_at=in_days(9))
        mine = holder_of(here, birthday=date(1960, 1, 1))
        fits, young = holder_of(there, birthday=date(1965, 1, 1)), holder_of(there, birthday=date(2000, 1, 1))
        offer(mine, mine.member, wanted=there)
        assert kinds_told(young.member) == ["signups.placed"]
        assert "山线" in fits.member.notices.get(kind="signups.swap_wanted").body

    def test_dates_of_one_drive_are_exchanged_too(self):
        drive = DriveFactory()
        first = SessionFactory(offering=OfferingFactory(capacity=1, drive=drive))
        second = SessionFactory(offering=OfferingFactory(capacity=1, drive=drive), starts_at=in_days(9))
        mine, theirs = holder_of(first), holder_of(second)
        accept(offer(mine, mine.member, wanted=second), theirs.member, giving=theirs)
        assert (holders(first), holders(second)) == ([theirs.member_id], [mine.member_id])

    def test_of_something_else_no_date_is_exchanged(self):
        first, other = SessionFactory(capacity=1), SessionFactory(capacity=1, starts_at=in_days(9))
        mine, theirs = holder_of(first), holder_of(other)
        with pytest.raises(NoSwap):
            offer(mine, mine.member, wanted=other)
        with pytest.raises(NoSwap):
            accept(offer(mine, mine.member), theirs.member, giving=theirs)

    def test_one_date_wanted_is_not_another(self):
        first, second = two_dates()
        third = SessionFactory(offering=first.offering, starts_at=in_days(8))
        mine, theirs = holder_of(first), holder_of(third)
        with pytest.raises(NoSwap):
            accept(offer(mine, mine.member, wanted=second), theirs.member, giving=theirs)

    def test_both_sides_are_checked_and_neither_moves_where_one_cannot(self):
        first, second = two_dates()
        mine, theirs = holder_of(first), holder_of(second)
        sign_up(mine.member, SessionFactory(starts_at=second.starts_at))
        made = offer(mine, mine.member, wanted=second)
        with pytest.raises(NoSwap):
            accept(made, theirs.member, giving=theirs)
        assert (holders(first), holders(second)) == ([mine.member_id], [theirs.member_id])
        assert SwapOffer.objects.get().is_open

    def test_whoever_accepts_reads_their_own_clash(self):
        first, second = two_dates()
        mine, theirs = holder_of(first), holder_of(second)
        sign_up(theirs.member, SessionFactory(starts_at=first.starts_at))
        with pytest.raises(Clash):
            accept(offer(mine, mine.member, wanted=second), theirs.member, giving=theirs)

    def test_a_ward_does_not_send_more_than_its_number_by_it(self):
        ward = DepartmentFactory()
        first, second = two_dates(capacity=2, limit_per_department=1)
        mine, theirs = holder_of(first), holder_of(second, department=ward)
        holder_of(first, department=ward)
        with pytest.raises(WardIsFull):
            accept(offer(mine, mine.member, wanted=second), theirs.member, giving=theirs)

    def test_two_of_one_ward_exchange_although_it_has_its_number(self):
        ward = DepartmentFactory()
        first, second = two_dates(limit_per_department=1)
        mine, theirs = holder_of(first, department=ward), holder_of(second, department=ward)
        accept(offer(mine, mine.member, wanted=second), theirs.member, giving=theirs)
        assert holders(first) == [theirs.member_id]

    def test_the_limit_per_member_counts_what_one_has_afterwards(self):
        first, second = two_dates(limit_per_member=1)
        mine, theirs = holder_of(first), holder_of(second)
        accept(offer(mine, mine.member), theirs.member, giving=theirs)
        assert holders(second) == [mine.member_id]

    def test_a_place_of_a_group_goes_to_its_people_alone(self):
        group = UnionGroupFactory(branch=BranchFactory())
        first, second = two_dates(capacity=2)
        PoolFactory(session=first, union_group=group)
        mine, theirs = holder_of(first, union_group=group), holder_of(second)
        mine.refresh_from_db()
        assert mine.pool is not None
        made = offer(mine, mine.member, wanted=second)
        with pytest.raises(KeptForGroup, match=group.name):
            accept(made, theirs.member, giving=theirs)
        same = holder_of(second, union_group=group)
        accept(made, same.member, giving=same)
        assert first.sign_ups.granted().get().pool == mine.pool


@pytest.mark.django_db
class TestAGift:
    @pytest.fixture
    def ward(self):
        return DepartmentFactory()

    def test_a_colleague_of_the_ward_takes_the_place_past_the_queue(self, ward):
        session = SessionFactory(capacity=1)
        mine, waiting = holder_of(session, department=ward), holder_of(session)
        colleague = MemberFactory(department=ward)
        made = offer(mine, mine.member, to=colleague)
        assert kinds_told(colleague) == ["signups.swap_offered"]
        accept(made, colleague)
        assert holders(session) == [colleague.pk]
        assert kinds_told(colleague) == ["signups.swap_offered", "signups.swapped"]
        assert kinds_told(mine.member) == ["signups.placed", "signups.swapped"]
        assert colleague.name in mine.member.notices.last().subject + mine.member.notices.order_by("pk").last().body
        waiting.refresh_from_db()
        assert waiting.is_waiting

    def test_nobody_of_another_ward_is_given_a_place(self, ward):
        mine = holder_of(SessionFactory(), department=ward)
        for other in (MemberFactory(), MemberFactory(department=DepartmentFactory())):
            with pytest.raises(NotForYou):
                offer(mine, mine.member, to=other)

    @pytest.mark.parametrize("why", ["suspended", "not of the audience"])
    def test_why_a_colleague_cannot_have_it_is_nobodys_business(self, ward, why):
        audience = Audience.objects.create(name="满四十五岁", everyone=True, age_from=45)
        terms = {} if why == "suspended" else {"audience": audience}
        mine = holder_of(SessionFactory(**terms), department=ward, birthday=date(1970, 1, 1))
        colleague = MemberFactory(department=ward, birthday=date(2000, 1, 1))
        if why == "suspended":
            StrikeFactory(member=colleague, weight=SignUpSettings.load().strikes_allowed)
        with pytest.raises(NotForThem) as refused:
            offer(mine, mine.member, to=colleague)
        assert str(refused.value) == str(NotForThem())

    def test_a_gift_is_for_one_person(self, ward):
        mine = holder_of(SessionFactory(), department=ward)
        made = offer(mine, mine.member, to=MemberFactory(department=ward))
        with pytest.raises(NotForYou):
            accept(made, MemberFactory(department=ward))

    def test_whoever_has_a_place_of_the_drive_takes_no_second_one(self, ward):
        drive = DriveFactory()
        mine = holder_of(SessionFactory(drive=drive), department=ward)
        other = holder_of(SessionFactory(drive=drive, starts_at=in_days(9)), department=ward)
        with pytest.raises(OneOfEachDrive):
            accept(offer(mine, mine.member, to=other.member), other.member)

    def test_nor_whoever_has_one_of_the_same_date_or_reached_the_limit(self, ward):
        offering = OfferingFactory(limit_per_member=1)
        session = SessionFactory(offering=offering)
        mine, same = holder_of(session, department=ward), holder_of(session, department=ward)
        with pytest.raises(AlreadySignedUp):
            accept(offer(mine, mine.member, to=same.member), same.member)
        busy = holder_of(SessionFactory(offering=offering, starts_at=in_days(8)), department=ward)
        with pytest.raises(LimitReached):
            accept(offer(mine, mine.member, to=busy.member), busy.member)

    def test_a_second_offer_takes_the_place_of_the_first(self, ward):
        mine = holder_of(SessionFactory(), department=ward)
        first, second = MemberFactory.create_batch(2, department=ward)
        early = offer(mine, mine.member, to=first)
        offer(mine, mine.member, to=second)
        with pytest.raises(OfferGone):
            accept(early, first)

    def test_whoever_it_is_for_may_turn_it_down(self, ward):
        mine = holder_of(SessionFactory(), department=ward)
        colleague = MemberFactory(department=ward)
        made = offer(mine, mine.member, to=colleague)
        withdraw(made, colleague)
        with pytest.raises(OfferGone):
            accept(made, colleague)


@pytest.mark.django_db
class TestWhatIsNotExchanged:
    def test_what_is_confidential_is_not_and_says_so(self):
        contact = MemberFactory()
        mine = holder_of(SessionFactory(is_confidential=True, contact=contact))
        with pytest.raises(NoSwap, match=r"confidential|保密"):
            offer(mine, mine.member)

    def test_a_party_and_a_dependant_are_not(self):
        session = SessionFactory(company=SignUpTerms.Company.MAY_BRING, capacity=4)
        member = MemberFactory()
        rows = sign_up(member, session, dependants=[DependantFactory(member=member, name="小宝")])
        for row in rows:
            with pytest.raises(NoSwap):
                offer(row, member)

    def test_whoever_is_noted_as_present_exchanges_nothing_and_what_they_offered_is_gone(self):
        here, there = two_dates()
        mine, theirs = holder_of(here), holder_of(there)
        made = offer(mine, mine.member, wanted=there)
        SignUp.objects.filter(pk=mine.pk).update(attendance="present")
        assert not SwapOffer.objects.open().exists()
        with pytest.raises(OfferGone):
            accept(made, theirs.member, giving=theirs)
        with pytest.raises(NoSwap, match=str(NotedAsPresent.sentence)):
            offer(mine, mine.member, wanted=there)

    def test_who_waits_has_nothing_to_exchange(self):
        session = SessionFactory(capacity=1)
        holder_of(session)
        waiting = holder_of(session)
        with pytest.raises(NoSwap):
            offer(waiting, waiting.member)

    def test_nobody_offers_or_withdraws_what_is_somebody_elses(self):
        first, second = two_dates()
        mine, theirs = holder_of(first), holder_of(second)
        with pytest.raises(NotYours):
            offer(mine, theirs.member)
        made = offer(mine, mine.member)
        with pytest.raises(NotYours):
            withdraw(made, theirs.member)
        with pytest.raises(NotYours):
            accept(made, MemberFactory(), giving=theirs)

    @pytest.mark.parametrize("which", [0, 1])
    def test_an_offer_ends_with_the_hour_to_cancel_of_either_date(self, which):
        dates = two_dates()
        mine, theirs = holder_of(dates[0]), holder_of(dates[1])
        made = offer(mine, mine.member, wanted=dates[1])
        Session.objects.filter(pk=dates[which].pk).update(cancel_until=timezone.now() - timedelta(minutes=1))
        assert not SwapOffer.objects.open().exists()
        with pytest.raises(OfferGone):
            accept(made, theirs.member, giving=theirs)
        assert holders(dates[0]) == [mine.member_id]

    def test_a_place_given_back_is_offered_no_more(self):
        first, second = two_dates()
        mine, theirs = holder_of(first), holder_of(second)
        made = offer(mine, mine.member)
        cancel(mine, mine.member)
        with pytest.raises(OfferGone):
            accept(made, theirs.member, giving=theirs)

    def test_a_withdrawn_offer_is_gone_and_withdrawing_twice_is_harmless(self):
        first, second = two_dates()
        mine, theirs = holder_of(first), holder_of(second)
        made = offer(mine, mine.member)
        withdraw(made, mine.member)
        withdraw(made, mine.member)
        with pytest.raises(OfferGone):
            accept(made, theirs.member, giving=theirs)


@pytest.mark.django_db
class TestWhatIsForgotten:
    def test_an_offer_goes_with_its_sign_up_and_with_the_date_that_it_wanted(self):
        first, second = two_dates()
        mine = holder_of(first)
        offer(mine, mine.member, wanted=second)
        second.delete()
        assert not SwapOffer.objects.exists()
        third = SessionFactory(offering=first.offering, starts_at=in_days(8))
        theirs = holder_of(third)
        accept(offer(mine, mine.member), theirs.member, giving=theirs)
        SignUp.objects.filter(session__in=[first, third]).delete()
        assert not SwapOffer.objects.exists()
