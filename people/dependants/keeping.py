"""A member's dependants put on the list, changed and taken off it; forgotten when their time is over."""

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from ..models import Dependant, Member
from ..querysets import CHILD_UNTIL
from ..roster.cells import clean_name
from .errors import BornLater, NoLongerThere, OfAge, TooMany

AT_MOST = 12


@transaction.atomic
def keep_dependant(dependant: Dependant) -> Dependant:
    """Put `dependant` on the list of its member, or change what stands there.

    Raises:
        TooMany, NoLongerThere, BornLater, OfAge: see their sentences.
        ValidationError: something is missing, or the person or a spouse is on the list already.
    """
    on_the_list = _lock_list(dependant.member_id)
    if dependant.pk is None:
        if on_the_list.count() >= AT_MOST:
            raise TooMany
    elif not on_the_list.filter(pk=dependant.pk).exists():
        raise NoLongerThere
    dependant.name = clean_name(dependant.name)
    dependant.full_clean(exclude=["member"], validate_constraints=False)
    if dependant.birthday is not None:
        if dependant.birthday > timezone.localdate():
            raise BornLater
        if dependant.relation == Dependant.Relation.CHILD and dependant.age >= CHILD_UNTIL:
            raise OfAge
    dependant.validate_constraints()
    dependant.save()
    return dependant


@transaction.atomic
def take_off(dependant: Dependant) -> bool:
    """Take `dependant` off the list; returns whether nothing is kept of them.

    What something points at, such as a sign-up, stays on record until that is forgotten. Raises NoLongerThere.
    """
    row = _lock_list(dependant.member_id).filter(pk=dependant.pk).first()
    if row is None:
        raise NoLongerThere
    return _delete_or_end(row)


def forget_dependants() -> None:
    """Let go of those taken off a list, and of children long of age, unless something still points at them."""
    for dependant in Dependant.objects.to_be_forgotten(timezone.localdate()):
        try:
            _delete_or_end(dependant)
        except IntegrityError:
            # Somebody was signed up this very moment; the next night will do.
            continue


def empty_dependants(member: Member) -> None:
    """Let go of all that a member kept who is being emptied; what something still points at is blanked."""
    for dependant in member.dependants.all():
        if not _delete_or_end(dependant):
            Dependant.objects.filter(pk=dependant.pk).update(name="", gender="", birthday=None)


def _lock_list(member_id: int):
    """Whoever writes to the list of a member waits here: two at once would not see each other's."""
    Member.objects.select_for_update(no_key=True).get(pk=member_id)
    return Dependant.objects.live().filter(member=member_id)


def _delete_or_end(dependant: Dependant) -> bool:
    try:
        with transaction.atomic():
            dependant.delete()
        return True
    except ProtectedError:
        if dependant.ended_at is None:
            dependant.ended_at = timezone.now()
            dependant.save(update_fields=["ended_at"])
        return False
