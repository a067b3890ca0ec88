"""What is approved and can be signed up for: its offering follows in the transaction that publishes it."""

from collections.abc import Callable

from django.db import models
from django.db.models.signals import post_delete
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, published, unpublished

from .actions.offering import withdraw
from .errors import Busy


def follow_publishing(model: type[models.Model], act: Callable, *, later: Callable[[int], object]) -> None:
    """Call `act` with each thing of a kind that goes live, and let nobody sign up for what is taken down or deleted.

    Whoever approves is not to fail because others sign up for it at that moment: then `later` defers the job that does
    it, for the id of the thing.
    """
    goes_live, goes = (page_published, page_unpublished) if issubclass(model, Page) else (published, unpublished)

    def follow(instance, **kwargs) -> None:
        try:
            # What was published may not be what this instance holds beside it.
            act(model.objects.get(pk=instance.pk))
        except Busy:
            later(instance.pk)

    def let_go(instance, **kwargs) -> None:
        withdraw(instance)

    key = f"signups.{model._meta.label_lower}"
    goes_live.connect(follow, sender=model, weak=False, dispatch_uid=f"{key}.follow")
    goes.connect(let_go, sender=model, weak=False, dispatch_uid=f"{key}.let_go")
    post_delete.connect(let_go, sender=model, weak=False, dispatch_uid=f"{key}.deleted")
