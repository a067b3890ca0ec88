"""What Wagtail does after each save, done once for all: noting which picture is used where, and what can be found."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.models.signals import post_save
from modelsearch import signal_handlers
from modelsearch.backends import get_search_backends
from modelsearch.index import get_indexed_models
from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.search.entries import rebuild

from .hospital import Hospital


@contextmanager
def indexing_put_off() -> Iterator[None]:
    """Within this context nothing is indexed on saving; `fill_indexes` makes up for it.

    Signals belong to the whole process, so this is for a command, not for a request.
    """
    for model in get_indexed_models():
        post_save.disconnect(signal_handlers.post_save_signal_handler, sender=model)
    try:
        with disable_reference_index_auto_update():
            yield
    finally:
        signal_handlers.register_signal_handlers()


def fill_indexes(hospital: Hospital) -> str:
    """Index everything for readers' and the admin's searches, and note which page or snippet uses which picture."""
    for backend in get_search_backends(with_auto_update=True):
        for model in get_indexed_models():
            # A page belongs to its own class alone: kept under `Page`, too, it would be found twice.
            rows = list(model.get_indexed_objects())
            if rows:
                backend.add_bulk(model, rows)
    for _made in rebuild():
        pass
    for journey in hospital.journeys:
        ReferenceIndex.create_or_update_for_object(journey.thing)
    return "search and usage indexes"
