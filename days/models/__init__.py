from .announced_year import AnnouncedYear
from .calendar_day import CalendarDay
from .yearly_counter import YearlyCounter

__all__ = ["AnnouncedYear", "CalendarDay", "YearlyCounter"]
