"""Once an activity or a club is live its offering and its dates follow, in the transaction that publishes it."""

from django.db.models.signals import post_delete
from wagtail.signals import page_published, page_unpublished, published, unpublished

from signups.actions.offering import withdraw
from signups.errors import Busy

from .jobs import follow_club_later, plan_later
from .membership.offering import follow_page
from .models import ClubPage, RecurringActivity
from .planning import plan_activity


def connect() -> None:
    published.connect(plan_what_is_live, sender=RecurringActivity, dispatch_uid="activities.plan_what_is_live")
    unpublished.connect(withdraw_what_is_not, sender=RecurringActivity, dispatch_uid="activities.withdraw")
    post_delete.connect(withdraw_what_is_not, sender=RecurringActivity, dispatch_uid="activities.withdraw_deleted")
    page_published.connect(follow_what_is_live, sender=ClubPage, dispatch_uid="activities.follow_club")
    page_unpublished.connect(withdraw_what_is_not, sender=ClubPage, dispatch_uid="activities.withdraw_club")
    post_delete.connect(withdraw_what_is_not, sender=ClubPage, dispatch_uid="activities.withdraw_deleted_club")


def plan_what_is_live(instance: RecurringActivity, **kwargs) -> None:
    try:
        # What was published may not be what this instance holds beside it.
        plan_activity(RecurringActivity.objects.get(pk=instance.pk))
    except Busy:
        # Whoever approves is not to fail because others sign up for it at this moment.
        plan_later.defer(activity_id=instance.pk)


def follow_what_is_live(instance: ClubPage, **kwargs) -> None:
    try:
        follow_page(ClubPage.objects.get(pk=instance.pk))
    except Busy:
        follow_club_later.defer(club_id=instance.pk)


def withdraw_what_is_not(instance: RecurringActivity | ClubPage, **kwargs) -> None:
    withdraw(instance)
