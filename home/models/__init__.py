from .calendar_feed import CalendarFeed
from .greeting import Greeting
from .pages import HomePage, StandardPage

__all__ = ["CalendarFeed", "Greeting", "HomePage", "StandardPage"]
