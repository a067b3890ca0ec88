"""What takes place in a venue at the hours that somebody wanted for a date: said to whoever may read of it."""

from collections.abc import Mapping

from django.db.models import Q
from django.utils.translation import gettext as _

from people.models import Member

from ..errors import VenueTaken
from ..models import Session
from ..registry import Said
from ..rules import keeps_list
from ..telling import title_of, when


def wanted_by(session: Session, chosen: Mapping) -> Said:
    """Return the hours and the venue that a form asked for; what it leaves alone is that of the date."""
    names = ("starts_at", "ends_at", "venue")
    return Said(**{name: chosen.get(name, getattr(session, name)) for name in names})


def said_of_taken(session: Session, wanted: Said, reader: Member) -> str:
    """Return the refusal, with what takes place then as far as `reader` may know of it."""
    there = Session.objects.planned().filter(
        Q(is_slot=False) | Q(taken__gt=0),
        venue=wanted.venue,
        starts_at__lt=wanted.ends_at,
        ends_at__gt=wanted.starts_at,
    )
    there = there.exclude(pk=session.pk).select_related("offering").order_by("starts_at")
    named = [f"{title_of(other.offering)} {when(other)}" for other in there if _may_know(other, reader)]
    if not named:
        return str(VenueTaken.sentence)
    return _("Something else takes place in this venue at that hour: %(what)s.") % {"what": _("; ").join(named)}


def _may_know(other: Session, reader: Member) -> bool:
    offering = other.offering
    return keeps_list(other, reader) or (offering.is_live and offering.may_be_read_by(reader))
