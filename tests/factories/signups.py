"""Offerings, their dates, and those who come."""

from datetime import timedelta

import factory
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from factory.django import DjangoModelFactory

from activities.models import RecurringActivity
from signups.models import Drive, Offering, Pool, Session, SignUp, SignUpTerms, Strike, Venue

from .people import MemberFactory


class DriveFactory(DjangoModelFactory):
    class Meta:
        model = Drive

    title = factory.Sequence(lambda n: f"疗休养{n + 1}")


class VenueFactory(DjangoModelFactory):
    class Meta:
        model = Venue

    name = factory.Sequence(lambda n: f"第{n + 1}活动室")


class OfferingFactory(DjangoModelFactory):
    """First come, first served, of nothing in particular: no activity has its number."""

    class Meta:
        model = Offering

    thing_type = factory.LazyFunction(lambda: ContentType.objects.get_for_model(RecurringActivity))
    thing_id = factory.Sequence(lambda n: 1_000_000 + n)
    title = factory.Sequence(lambda n: f"瑜伽{n + 1}")
    mode = SignUpTerms.Mode.FIRST_COME
    capacity = 2
    # Somebody has to draw before it begins.
    closes_hours_before = factory.LazyAttribute(lambda offering: 24 if offering.mode == SignUpTerms.Mode.DRAW else 0)
    is_live = True


class SessionFactory(DjangoModelFactory):
    """In three days, for an hour, open for sign-up; what is not a field of it is one of its offering's."""

    class Meta:
        model = Session

    starts_at = factory.LazyFunction(lambda: timezone.now().replace(microsecond=0) + timedelta(days=3))
    ends_at = factory.LazyAttribute(lambda session: session.starts_at + timedelta(hours=1))
    closes_at = factory.LazyAttribute(lambda session: session.starts_at)
    cancel_until = factory.LazyAttribute(lambda session: session.starts_at - timedelta(hours=2))
    key = factory.LazyAttribute(lambda session: session.starts_at)

    @classmethod
    def _create(cls, model_class, *args, **fields):
        own = {field.name for field in Session._meta.get_fields()}
        terms = {name: fields.pop(name) for name in fields.keys() - own}
        if "offering" not in fields:
            if "capacity" in fields:
                terms["capacity"] = fields["capacity"]
            fields["offering"] = OfferingFactory(**terms)
        fields.setdefault("capacity", fields["offering"].capacity)
        return super()._create(model_class, *args, **fields)


class PoolFactory(DjangoModelFactory):
    class Meta:
        model = Pool

    places = 1


class SignUpFactory(DjangoModelFactory):
    """Somebody with a place; `waiting=True` is somebody who waits, `offered=True` somebody who has to confirm."""

    class Meta:
        model = SignUp

    class Params:
        waiting = factory.Trait(state=SignUp.State.WAITING, granted_at=None, blocks=None)
        offered = factory.Trait(
            state=SignUp.State.OFFERED, due_at=factory.LazyFunction(lambda: timezone.now() + timedelta(hours=2))
        )

    session = factory.SubFactory(SessionFactory)
    member = factory.SubFactory(MemberFactory)
    state = SignUp.State.CONFIRMED
    granted_at = factory.LazyFunction(timezone.now)
    blocks = factory.LazyAttribute(
        lambda sign_up: (sign_up.session.starts_at, sign_up.session.ends_at) if sign_up.session.starts_at else None
    )


class StrikeFactory(DjangoModelFactory):
    """A missed sign-up that counts for another month."""

    class Meta:
        model = Strike

    member = factory.SubFactory(MemberFactory)
    sign_up = factory.SubFactory(
        SignUpFactory, member=factory.SelfAttribute("..member"), state=SignUp.State.CANCELLED, blocks=None
    )
    cause = Strike.Cause.NO_SHOW
    expires_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=30))
