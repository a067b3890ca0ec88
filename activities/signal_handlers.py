"""Once an activity is live its offering and its dates follow, in the transaction that publishes it."""

from django.db.models.signals import post_delete
from wagtail.signals import published, unpublished

from signups.actions.offering import withdraw
from signups.errors import Busy

from .jobs import plan_later
from .models import RecurringActivity
from .planning import plan_activity


def connect() -> None:
    published.connect(plan_what_is_live, sender=RecurringActivity, dispatch_uid="activities.plan_what_is_live")
    unpublished.connect(withdraw_what_is_not, sender=RecurringActivity, dispatch_uid="activities.withdraw")
    post_delete.connect(withdraw_what_is_not, sender=RecurringActivity, dispatch_uid="activities.withdraw_deleted")


def plan_what_is_live(instance: RecurringActivity, **kwargs) -> None:
    try:
        # What was published may not be what this instance holds beside it.
        plan_activity(RecurringActivity.objects.get(pk=instance.pk))
    except Busy:
        # Whoever approves is not to fail because others sign up for it at this moment.
        plan_later.defer(activity_id=instance.pk)


def withdraw_what_is_not(instance: RecurringActivity, **kwargs) -> None:
    withdraw(instance)
