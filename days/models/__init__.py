from .calendar_day import CalendarDay
from .yearly_counter import YearlyCounter

__all__ = ["CalendarDay", "YearlyCounter"]
