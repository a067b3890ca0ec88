"""Who keeps what: its list, with the names, or its date alone. To all others there is no such page."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from approval.permissions import works_on_pages
from people.models import Member, Role

from .models import Offering, Session
from .registry import answers_of, kinds_with_own_pages, own_list_of, things_kept_by
from .rules import keeps_list, may_take_names_away


def keeps_date(session: Session, member: Member) -> bool:
    """Whether a member may change a date: who keeps its list, and the office, which of what is confidential has the
    numbers without the names.
    """
    return keeps_list(session, member) or works_on_pages(member)


def sessions_kept_by(member: Member) -> QuerySet[Session]:
    """Return the sessions whose dates a member may change; the same rule as `keeps_date`, for many."""
    if works_on_pages(member):
        return Session.objects.all()
    kept = Offering.objects.filter(things_kept_by(member), is_confidential=False)
    return Session.objects.filter(Q(offering__contact=member) | Q(offering__in=kept))


def dates_kept_by(member: Member) -> QuerySet[Session]:
    """Return those that have not ended, without what stands on pages of its own, such as the members of a club."""
    return sessions_kept_by(member).coming().exclude(offering__thing_type__in=kinds_with_own_pages())


def keepers_of(offering: Offering) -> list[Member]:
    """Return whom it concerns that something waits for whoever keeps the lists of an offering: the contact person and
    who leads its thing, else the office; of what is confidential the contact person alone.
    """
    contact = [offering.contact] if offering.contact and offering.contact.is_active else []
    if offering.is_confidential:
        return contact
    keepers = [*contact, *answers_of(offering).keepers(offering.thing)]
    return keepers or list(Member.objects.holding(Role.PUBLICITY_OFFICER))


def for_whoever(may: Callable[[Session, Member], bool]):
    """Return a decorator of views that are called with the session; 404 unless `may` says so of whoever asks."""

    def decorate(view):
        @login_required
        @wraps(view)
        def run(request, pk, **kwargs):
            session = get_object_or_404(Session.objects.with_card_data(), pk=pk)
            if not may(session, request.user):
                raise Http404
            return view(request, session, **kwargs)

        return run

    return decorate


def keeps_terms(session: Session, member: Member) -> bool:
    """Whether a member may change how many places a date has, and whether it takes place: nobody of what follows its
    thing in that, such as membership of a club.
    """
    return keeps_date(session, member) and not own_list_of(session)


for_whoever_keeps_the_list = for_whoever(keeps_list)
for_whoever_keeps_the_date = for_whoever(keeps_date)
for_whoever_keeps_the_terms = for_whoever(keeps_terms)
# Of what is confidential there are no names in files, lists on paper, or messages of which others are told.
for_whoever_takes_names_away = for_whoever(may_take_names_away)
