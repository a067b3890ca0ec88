"""Questions about many rows: offerings, sessions and what belongs to these, sign-ups. Those of parts are there."""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from cms.restriction import readable

# Who wrote each of the two rows and where it lies: https://www.postgresql.org/docs/current/ddl-system-columns.html
VERSION = "concat_ws(' ', signups_session.xmin, signups_session.ctid, signups_offering.xmin, signups_offering.ctid)"


class OfferingQuerySet(models.QuerySet):
    def live(self):
        """Offerings of things that are public now."""
        return self.filter(is_live=True)

    def open_to(self, reader):
        """Offerings of which `reader` may read: of selections the staff alone."""
        found = self if reader.is_authenticated else self.exclude(mode="selection")
        return readable(found, reader, pk="page_id", path="page__path")

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
        """Sessions with free places and people who wait, whether these are able to take one or not; before a
        draw, and before the list of a selection, nobody is.
        """
        waiting = self._sign_ups().waiting().filter(session=OuterRef("pk"))
        return self.with_room().filter(Exists(waiting)).exclude(self.awaiting_order())

    @staticmethod
    def awaiting_order() -> Q:
        """The condition that nobody has a place yet, since those who ask do not stand in an order."""
        return Q(offering__mode="draw", drawn_at=None) | Q(offering__mode="selection", listed_at=None)

    def with_version(self):
        """Fetch the offering, and annotate each with `version`, which is another one once either row was written."""
        return self.select_related("offering").annotate(
            version=models.Func(template=VERSION, output_field=models.TextField())
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
        held = held.filter(session=OuterRef("pk"))
        return self.annotate(later_places=_sum(held, "places"), later_at=Subquery(held.order_by("at").values("at")[:1]))

    def with_kept_places(self, reader):
        """Annotate each with `kept_places`, how many free places are kept for groups, and with `own_places`, how many
        of these for a group to which `reader` belongs.
        """
        pools = self.model._meta.get_field("pools").related_model.objects
        kept = pools.kept().with_free_places().filter(session=OuterRef("pk"))
        return self.annotate(kept_places=_sum(kept, "free_places"), own_places=_sum(kept.of(reader), "free_places"))

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

    def of(self, reader):
        """Pools of groups to which a member belongs; a visitor belongs to none."""
        if not reader.is_authenticated:
            return self.none()
        audiences = self.model._meta.get_field("audience").related_model.objects
        own = Q(audience__in=audiences.including(reader))
        if reader.union_group_id is not None:
            own |= Q(union_group=reader.union_group_id) | Q(branch__union_groups=reader.union_group_id)
        return self.filter(own)

    def with_free_places(self):
        """Annotate each with `free_places`, how many of its places nobody holds."""
        holding = self.model._meta.get_field("sign_ups").related_model.objects.granted().filter(pool=OuterRef("pk"))
        return self.annotate(free_places=Greatest(F("places") - _count(holding), 0))

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


def _count(rows: models.QuerySet) -> Coalesce:
    """The number of `rows` as a subquery; a count over a join would multiply with the next one."""
    counted = rows.order_by().annotate(_one=models.Value(1)).values("_one").annotate(number=models.Count("pk"))
    return Coalesce(Subquery(counted.values("number"), output_field=models.IntegerField()), 0)


def _sum(rows: models.QuerySet, column: str) -> Coalesce:
    """The sum of a column of `rows` as a subquery, for the same reason."""
    summed = rows.order_by().annotate(_one=models.Value(1)).values("_one").annotate(sum=Sum(column))
    return Coalesce(Subquery(summed.values("sum"), output_field=models.IntegerField()), 0)
