"""The days of a list begin in the transaction that publishes it, and end in the one that takes it down."""

from wagtail.signals import published, unpublished

from .actions.standing import begin, stop
from .models import Publication, Standing


def connect() -> None:
    published.connect(begin_what_is_live, sender=Publication, dispatch_uid="publications.begin")
    unpublished.connect(stop_what_is_not, sender=Publication, dispatch_uid="publications.stop")


def begin_what_is_live(instance: Publication, **kwargs) -> None:
    # What was published may not be what this instance holds beside it.
    begin(Publication.objects.get(pk=instance.pk))


def stop_what_is_not(instance: Publication, **kwargs) -> None:
    standing = Standing.objects.standing().filter(publication=instance.pk).first()
    if standing:
        stop(standing, Standing.Ending.TAKEN_DOWN)
