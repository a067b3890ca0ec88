"""Once a selection is live it can be applied for."""

from ..models import Selection
from ..publishing import follow_publishing
from .holding import hold
from .jobs import hold_later


def connect() -> None:
    follow_publishing(Selection, hold, later=lambda pk: hold_later.defer(selection_id=pk))
