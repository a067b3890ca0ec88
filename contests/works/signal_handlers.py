"""Wagtail offers no other way to hear that a work is shown."""

from wagtail.signals import published

from ..models import Work
from .telling import tell_author_of_showing


def connect() -> None:
    published.connect(follow_publication, sender=Work, dispatch_uid="contests.work_shown")


def follow_publication(instance: Work, **kwargs) -> None:
    if instance.live:
        tell_author_of_showing(instance)
