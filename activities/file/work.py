"""The job that makes a file."""

from contextlib import suppress

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from .making import make


# No retry: what a dead worker has left is set to work again by the clock, and what failed says so to its asker.
@app.task(name="activities.make_file", pass_context=False)
def make_file(file_id: int) -> None:
    """Make the file of an activity that somebody waits for."""
    make(file_id)


def set_to_work(pk: int) -> None:
    """Enqueue the making of a file, unless that waits for a worker already."""
    with suppress(AlreadyEnqueued), transaction.atomic():
        make_file.configure(queueing_lock=f"activities.file.{pk}").defer(file_id=pk)
