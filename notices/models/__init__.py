from .delivery import Delivery
from .event import Event
from .notice import Notice
from .preferences import NoticeSettings, Preferences, WorkAccount

__all__ = ["Delivery", "Event", "Notice", "NoticeSettings", "Preferences", "WorkAccount"]
