"""For whom dates are, told for many at once before anybody tries; what counts is asked again under the lock."""

from django.db.models import BooleanField, ExpressionWrapper, Q

from cms.restriction import audiences_of

from ..models import Offering, Session
from ..registry import answers_of, things_belonged_to


def with_belonging(sessions, reader):
    """Annotate each with `is_belonged_to`: False for what is for those of a thing alone, and `reader` is none."""
    if not reader.is_authenticated:
        return sessions
    return sessions.annotate(is_belonged_to=ExpressionWrapper(_belonged_to(reader), BooleanField()))


def is_meant(session: Session, reader) -> bool:
    """Whether a session is for `reader`; nobody knows it yet of a visitor. Of several, `with_belonging` comes first."""
    offering = session.offering
    if not reader.is_authenticated:
        return True
    if offering.audience_id is not None and offering.audience_id not in audiences_of(reader):
        return False
    if not offering.belonging_only:
        return True
    if hasattr(session, "is_belonged_to"):
        return session.is_belonged_to
    return answers_of(offering).belongs(offering.thing, reader)


def meant_for(reader) -> Q:
    """Return the same as a condition on sessions."""
    if not reader.is_authenticated:
        return Q()
    return _belonged_to(reader) & (Q(offering__audience=None) | Q(offering__audience__in=audiences_of(reader)))


def _belonged_to(reader) -> Q:
    own = Offering.objects.filter(things_belonged_to(reader), belonging_only=True)
    return Q(offering__belonging_only=False) | Q(offering__in=own.values("pk"))
