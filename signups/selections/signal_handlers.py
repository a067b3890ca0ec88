"""Once a selection is live it can be applied for, in the transaction that publishes it."""

from django.db.models.signals import post_delete
from wagtail.signals import published, unpublished

from ..actions.offering import withdraw
from ..errors import Busy
from ..models import Selection
from .holding import hold
from .jobs import hold_later


def connect() -> None:
    published.connect(hold_what_is_live, sender=Selection, dispatch_uid="signups.hold_selection")
    unpublished.connect(withdraw_what_is_not, sender=Selection, dispatch_uid="signups.withdraw_selection")
    post_delete.connect(withdraw_what_is_not, sender=Selection, dispatch_uid="signups.withdraw_deleted_selection")


def hold_what_is_live(instance: Selection, **kwargs) -> None:
    try:
        # What was published may not be what this instance holds beside it.
        hold(Selection.objects.get(pk=instance.pk))
    except Busy:
        hold_later.defer(selection_id=instance.pk)


def withdraw_what_is_not(instance: Selection, **kwargs) -> None:
    withdraw(instance)
