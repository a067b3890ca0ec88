"""Quiet hours and the hour of the digest, on the hospital's one clock."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone


@dataclass(frozen=True)
class Window:
    """From one time of day until another; across midnight where it begins later than it ends."""

    begins: time
    ends: time

    @classmethod
    def between(cls, begins: time | None, ends: time | None) -> "Window | None":
        """Return the window, or None where it has no beginning, no end or no length."""
        if begins is None or ends is None or begins == ends:
            return None
        return cls(begins, ends)

    def holds(self, moment: time) -> bool:
        """True from the minute in which it begins; not in that in which it ends."""
        if self.begins < self.ends:
            return self.begins <= moment < self.ends
        return moment >= self.begins or moment < self.ends

    def end_after(self, moment: datetime) -> datetime:
        """Return when it ends next after an aware moment."""
        return next_time(self.ends, moment)


def next_time(at: time, moment: datetime) -> datetime:
    """Return when it is `at` o'clock next after an aware moment."""
    local = timezone.localtime(moment)
    then = timezone.make_aware(datetime.combine(local.date(), at))
    return then if then > local else then + timedelta(days=1)


def after_quiet(moment: datetime, window: Window | None) -> datetime:
    """Return the moment itself, or the end of the quiet hours that it lies in."""
    if window is None or not window.holds(timezone.localtime(moment).time()):
        return moment
    return window.end_after(moment)
