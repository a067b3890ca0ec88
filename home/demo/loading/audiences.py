"""For whom things may be, so that there is something to choose."""

from people.models import Audience, Campus

from .content import read
from .hospital import Hospital


def load_audiences(hospital: Hospital) -> str:
    """Make the audiences; of the parts of the house they name campuses alone."""
    campuses = {campus.slug: campus for campus in Campus.objects.all()}
    items = read("audiences")["audience"]
    for item in items:
        named = [campuses[slug] for slug in item.pop("campuses", [])]
        audience = Audience(**item)
        audience.full_clean()
        audience.save()
        audience.campuses.set(named)
    return f"{len(items)} audiences"
