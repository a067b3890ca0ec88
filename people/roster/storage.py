from django.utils.deconstruct import deconstructible

from ..private_storage import PrivateStorage


@deconstructible
class RosterStorage(PrivateStorage):
    """Where rosters lie until they are read for the last time."""

    folder = "rosters"
