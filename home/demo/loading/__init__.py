"""Loading the fictitious hospital: `load_hospital` makes all of it, or nothing."""

from .errors import AlreadyLoaded, DemoRefused
from .order import load_hospital

__all__ = ["AlreadyLoaded", "DemoRefused", "load_hospital"]
