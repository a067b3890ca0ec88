"""A deletion is an act like any other: what it ends does not stand as waiting, scheduled or public for ever."""

from weakref import WeakSet

from django.db import models
from wagtail.models import Page

from .erasing import ERASED_TITLE
from .models.record import ENDING_ACTS, Act, ApprovalRecord
from .recording import hand, lock_all, record
from .registry import is_approved_thing

# These tell of what is public at the time: a later one makes an earlier version history.
PUBLIC_ACTS = [Act.PUBLISHED, Act.TAKEN_DOWN, Act.EXPIRED]


# Deletions whose things were locked already.
_locked: WeakSet[models.QuerySet] = WeakSet()


def lock_before_it_goes(instance, origin=None, **kwargs) -> None:
    """Lock all that a deletion takes along before the first record of it holds the end of the chain.

    Wagtail takes each public page down before it goes, and that is recorded before the next page has its turn.
    `origin` is what Django was asked to delete: of pages, always the rows of whole branches.
    """
    if not (isinstance(origin, models.QuerySet) and isinstance(instance, origin.model)):
        lock_all([instance])
    elif origin not in _locked:
        _locked.add(origin)
        lock_all(origin.select_related(None).prefetch_related(None).only("pk"))


def record_deletion(instance, **kwargs) -> None:
    """Record a deletion in every course of the thing that has not come to an end; failing that in its last one.

    What was never submitted has no course, and no record of its deletion.
    """
    if not is_approved_thing(instance):
        return
    by = hand()
    for last in _ended_by_it(instance):
        title = str(ERASED_TITLE) if last.words.erased_by_id else last.words.title
        record(Act.DELETED, follows=last, title=title, actor=by.actor, on_behalf_of=by.on_behalf_of)


def _ended_by_it(instance) -> list[ApprovalRecord]:
    """Return the last record of each course that the deletion ends, oldest first, in one query.

    A page is known by its base class only by now, and its rows are gone.
    """
    model = instance.specific_class if isinstance(instance, Page) else type(instance)
    rows = ApprovalRecord.objects.of_thing((model or Page)._meta.label_lower, str(instance.pk))
    lasts = rows.exclude(submission=None).order_by("submission", "-number").distinct("submission")
    lasts = sorted(lasts.select_related("words"), key=lambda row: row.number)
    newest = max((row.number for row in lasts if row.act in PUBLIC_ACTS), default=None)
    open_ones = [
        row for row in lasts if row.act not in ENDING_ACTS and (row.act != Act.PUBLISHED or row.number == newest)
    ]
    return open_ones or lasts[-1:]
