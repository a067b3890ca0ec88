from .greeting import Greeting
from .pages import HomePage, StandardPage

__all__ = ["Greeting", "HomePage", "StandardPage"]
