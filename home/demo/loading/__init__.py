"""Loading the fictitious hospital: `load_hospital` makes all of it, or nothing."""

from .errors import AlreadyLoaded, DemoRefused
from .first_visit import open_lists
from .order import load_hospital

__all__ = ["AlreadyLoaded", "DemoRefused", "load_hospital", "open_lists"]
