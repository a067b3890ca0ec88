"""What Wagtail's signals would have done for each row, done once for all."""

from modelsearch.backends import get_search_backends
from wagtail.models import ReferenceIndex

from .hospital import Hospital


def fill_indexes(hospital: Hospital) -> str:
    """Index what was made in bulk for the admin's searches, and note which page or snippet uses which picture."""
    for model, rows in hospital.made_in_bulk:
        for backend in get_search_backends(with_auto_update=True):
            backend.add_bulk(model, rows)
    for journey in hospital.journeys:
        ReferenceIndex.create_or_update_for_object(journey.thing)
    return "search and usage indexes"
