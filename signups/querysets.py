"""Questions about many rows."""

from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone


class OfferingQuerySet(models.QuerySet):
    def live(self):
        """Offerings of things that are public now."""
        return self.filter(is_live=True)

    def of(self, thing):
        """The offering of a thing, which is at most one."""
        return self.filter(thing_type=ContentType.objects.get_for_model(thing), thing_id=thing.pk)


class SessionQuerySet(models.QuerySet):
    def live(self):
        """Sessions of what is public now, the cancelled ones as well: whoever meant to come should read that."""
        return self.filter(offering__is_live=True)

    def swappable(self):
        """Sessions whose places can still be given back freely, and so exchanged."""
        now = timezone.now()
        begins = Q(starts_at=None) | Q(starts_at__gt=now)
        return self.planned().filter(begins & (Q(cancel_until=None) | Q(cancel_until__gte=now)))

    def to_be_drawn(self):
        """Sessions of which sign-up has closed and nobody has drawn yet."""
        now = timezone.now()
        return self.planned().filter(
            Q(starts_at=None) | Q(starts_at__gt=now), offering__mode="draw", drawn_at=None, closes_at__lte=now
        )

    def without_seed(self):
        """Sessions to be drawn some day for which nobody has committed to a seed."""
        coming = Q(starts_at=None) | Q(starts_at__gt=timezone.now())
        return self.planned().live().filter(coming, offering__mode="draw", drawn_at=None, draw_seed=None)

    def planned(self):
        return self.filter(state=self.model.State.PLANNED)

    def between(self, begin, end):
        """Sessions that begin in [begin, end)."""
        return self.filter(starts_at__gte=begin, starts_at__lt=end)

    def coming(self):
        """Sessions that have not ended, those without a date as well."""
        return self.filter(Q(ends_at__gt=timezone.now()) | Q(ends_at=None))

    def with_room(self):
        """Sessions that have not begun and have places that nobody holds; some may be kept for a group or for later."""
        return self.planned().filter(
            Q(starts_at__gt=timezone.now()) | Q(starts_at=None), Q(capacity=None) | Q(taken__lt=F("capacity"))
        )

    def with_people_for_free_places(self):
        """Sessions with free places and people who wait, whether these are able to take one or not; before a draw
        nobody is.
        """
        waiting = self._sign_ups().waiting().filter(session=OuterRef("pk"))
        undrawn = Q(offering__mode="draw", drawn_at=None)
        return self.with_room().filter(Exists(waiting)).exclude(undrawn)

    def with_record_of(self, member):
        """Annotate each with `knows_member`, whether anything of a member has to be looked at before they sign up: an
        attempt at this session, a place elsewhere, a strike; and with `holds_back`, whether places open later.
        """
        sign_ups = self._sign_ups().filter(member=member)
        here = sign_ups.filter(session=OuterRef("pk"))
        elsewhere = sign_ups.granted().coming()
        strikes = member.strikes.counting()
        return self.annotate(
            knows_member=Q(Exists(here)) | Q(Exists(elsewhere)) | Q(Exists(strikes)),
            holds_back=Exists(
                self.model._meta.get_field("releases").related_model.objects.held_back().filter(session=OuterRef("pk"))
            ),
        )

    def with_card_data(self):
        """Fetch what a list of sessions shows, in a constant number of queries."""
        return self.select_related("offering", "venue__campus")

    def with_queue(self):
        """Annotate each with `queue`, the number of people who wait."""
        return self.annotate(queue=_count(self._sign_ups().waiting().filter(session=OuterRef("pk"))))

    def with_later_places(self):
        """Annotate each with `later_places`, how many are held back for a later hour, and with `later_at`, the next."""
        held = self.model._meta.get_field("releases").related_model.objects.held_back()
        held = held.filter(session=OuterRef("pk")).order_by()
        summed = held.annotate(_one=models.Value(1)).values("_one").annotate(sum=Sum("places")).values("sum")
        return self.annotate(
            later_places=Coalesce(Subquery(summed, output_field=models.IntegerField()), 0),
            later_at=Subquery(held.order_by("at").values("at")[:1]),
        )

    def with_requests(self):
        """Annotate each with `requests`, the number of people who are to be decided on."""
        return self.annotate(requests=_count(self._sign_ups().requested().filter(session=OuterRef("pk"))))

    def with_own_state(self, member):
        """Annotate each with `own_state`: that of the member's own live sign-up, or of a dependant's; null for none."""
        own = self._sign_ups().live().filter(session=OuterRef("pk"), member=member)
        return self.annotate(own_state=Subquery(own.order_by(F("dependant").asc(nulls_first=True)).values("state")[:1]))

    def _sign_ups(self):
        return self.model._meta.get_field("sign_ups").related_model.objects


class VenueQuerySet(models.QuerySet):
    def bookable(self):
        """Venues in which members book slots."""
        return self.filter(is_open=True, is_bookable=True)

    def with_hours(self):
        """Fetch their opening hours and closed days."""
        return self.select_related("campus", "audience").prefetch_related("hours", "closures")


class PoolQuerySet(models.QuerySet):
    def kept(self):
        """Pools whose places are still kept for their group."""
        return self.filter(Q(merges_at=None) | Q(merges_at__gt=timezone.now()), merged_at=None)

    def due(self):
        """Pools whose hour to be merged has come, and whose places nobody has given to the others yet."""
        return self.filter(merged_at=None, merges_at__lte=timezone.now())


class ReleaseQuerySet(models.QuerySet):
    def held_back(self):
        return self.filter(released_at=None, at__gt=timezone.now())

    def due(self):
        """Places whose hour has come, and which nobody has given to those who wait yet."""
        return self.filter(released_at=None, at__lte=timezone.now())


class SignUpQuerySet(models.QuerySet):
    def live(self):
        """Those that hold a place, wait for one, or are to be decided on."""
        return self.filter(state__in=self.model.LIVE_STATES)

    def granted(self):
        return self.filter(state__in=self.model.GRANTED_STATES)

    def waiting(self):
        return self.filter(state=self.model.State.WAITING)

    def of_leavers(self):
        """Live ones of people who have left the house, at dates that have not begun."""
        begins_later = Q(session__starts_at__gt=timezone.now()) | Q(session__starts_at=None)
        return self.live().filter(begins_later, member__is_active=False)

    def requested(self):
        return self.filter(state=self.model.State.REQUESTED)

    def lapsed(self):
        """Offered places that nobody has confirmed in time."""
        return self.filter(state=self.model.State.OFFERED, due_at__lte=timezone.now())

    def of_holders(self):
        """Places that people have taken for certain: who is expected."""
        return self.filter(state=self.model.State.CONFIRMED)

    def in_order(self):
        """As places are given."""
        return self.order_by("rank", "pk")

    def with_people(self):
        """Fetch who comes and where they work."""
        return self.select_related("member__department", "member__campus", "dependant", "signed_up_by")

    def with_position(self):
        """Annotate each that waits with `position`: 1 for whoever comes next."""
        before = self.model.objects.waiting().filter(
            Q(rank__lt=OuterRef("rank")) | Q(rank=OuterRef("rank"), pk__lt=OuterRef("pk")),
            session=OuterRef("session"),
        )
        return self.annotate(position=_count(before) + 1)

    def coming(self):
        """Those of sessions that have not ended."""
        return self.filter(Q(session__ends_at__gt=timezone.now()) | Q(session__ends_at=None))

    def clashing_with(self, session):
        """Places that people hold elsewhere at the hours of `session`.

        By the hours of the sessions and not by `blocks`, which is empty where somebody was moved onto another place.
        """
        if session.starts_at is None or not session.offering.clashes_matter:
            return self.none()
        return (
            self.granted()
            .filter(
                session__starts_at__lt=session.ends_at,
                session__ends_at__gt=session.starts_at,
                session__offering__clashes_matter=True,
            )
            .exclude(session=session)
        )

    def able_to_take(self, session):
        """Those of the waiting of `session` whose person could come: to whom it is offered still, who holds nothing at
        the same hour or in the same drive, and is below the limit per member.
        """
        offering = session.offering
        able = self.filter(member__is_active=True)
        if offering.audience_id:
            members = self.model._meta.get_field("member").related_model.objects
            able = able.filter(member__in=members.in_audience(offering.audience))
        for taken in self._what_keeps_away_from(session):
            # What is null equals nothing in SQL, so members and dependants are asked for apart.
            member = taken.filter(member=OuterRef("member"), dependant=None)
            able = able.exclude(Exists(member), dependant=None)
            if offering.is_for_dependants:
                able = able.exclude(Exists(taken.filter(dependant=OuterRef("dependant"))), dependant__isnull=False)
        limit = offering.limit_per_member
        if limit:
            held = self.model.objects.held_of(offering).filter(member=OuterRef("member"))
            able = able.annotate(held=_count(held)).exclude(held__gte=limit, dependant=None)
        return able

    def held_of(self, offering):
        """Places that members hold themselves on the coming dates of an offering, for the limit per member."""
        return self.granted().coming().filter(session__offering=offering, dependant=None)

    def _what_keeps_away_from(self, session) -> list[models.QuerySet]:
        places = self.model.objects.granted()
        found = []
        if session.starts_at and session.offering.clashes_matter:
            found.append(self.model.objects.clashing_with(session))
        if session.offering.drive_id:
            found.append(places.filter(drive=session.offering.drive_id).exclude(session=session))
        return found


class TokenQuerySet(models.QuerySet):
    def open(self):
        """Codes that can still be used."""
        return self.filter(used_at=None, expires_at__gt=timezone.now())


class SwapOfferQuerySet(models.QuerySet):
    def open(self):
        """Offers that can be accepted now: somebody holds the place still, and could give it back freely."""
        now = timezone.now()
        return self.filter(
            _free_until("sign_up__session", now),
            state=self.model.State.OPEN,
            sign_up__state="confirmed",
            sign_up__session__state="planned",
        ).filter(Q(wanted=None) | (_free_until("wanted", now) & Q(wanted__state="planned")))

    def with_sessions(self):
        """Fetch the dates that each is about."""
        return self.select_related(
            "sign_up__session__offering", "sign_up__session__venue", "sign_up__member", "wanted__offering"
        )


def _free_until(session: str, now) -> Q:
    """Until when a place is given back freely; without such an hour, until it begins."""
    begins = Q(**{f"{session}__starts_at": None}) | Q(**{f"{session}__starts_at__gt": now})
    return begins & (Q(**{f"{session}__cancel_until": None}) | Q(**{f"{session}__cancel_until__gte": now}))


class StrikeQuerySet(models.QuerySet):
    def counting(self, on=None):
        """Those that count on the day `on`, today by default: not waived and not over."""
        return self.filter(waived_at=None, expires_on__gte=on or timezone.localdate())

    def weight(self) -> int:
        return self.aggregate(sum=Coalesce(Sum("weight"), 0))["sum"]


def _count(rows: models.QuerySet) -> Coalesce:
    """The number of `rows` as a subquery; a count over a join would multiply with the next one."""
    counted = rows.order_by().annotate(_one=models.Value(1)).values("_one").annotate(number=models.Count("pk"))
    return Coalesce(Subquery(counted.values("number"), output_field=models.IntegerField()), 0)


class AnswersQuerySet(models.QuerySet):
    def expired(self, days: int):
        """Those whose date was more than so many days ago, or whose sign-up has ended as long ago."""
        before = timezone.now() - timedelta(days=days)
        return self.filter(Q(sign_up__session__ends_at__lt=before) | Q(sign_up__ended_at__lt=before))

    def of_session(self, session):
        return self.filter(sign_up__session=session)

    def of_live(self):
        """Those of people who hold a place, wait for one, or are to be decided on."""
        return self.filter(sign_up__state__in=self.model._meta.get_field("sign_up").related_model.LIVE_STATES)

    def with_everything(self):
        """Fetch whose they are and all that belongs to them, in a constant number of queries."""
        return self.select_related("sign_up__member__department", "sign_up__dependant").prefetch_related(
            "attachments", "consents__agreed_by"
        )
