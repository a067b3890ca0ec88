"""Once a contest is live its entries are open, in the transaction that publishes it."""

from django.db.models.signals import post_delete
from wagtail.signals import published, unpublished

from signups.actions.offering import withdraw
from signups.errors import Busy

from .jobs import plan_later
from .models import Contest
from .planning import plan_contest


def connect() -> None:
    published.connect(plan_what_is_live, sender=Contest, dispatch_uid="contests.plan_what_is_live")
    unpublished.connect(withdraw_what_is_not, sender=Contest, dispatch_uid="contests.withdraw")
    post_delete.connect(withdraw_what_is_not, sender=Contest, dispatch_uid="contests.withdraw_deleted")


def plan_what_is_live(instance: Contest, **kwargs) -> None:
    try:
        plan_contest(Contest.objects.get(pk=instance.pk))
    except Busy:
        # Whoever approves is not to fail because others enter their teams at this moment.
        plan_later.defer(contest_id=instance.pk)


def withdraw_what_is_not(instance: Contest, **kwargs) -> None:
    withdraw(instance)
