"""The texts of the demo, as they stand in `home/demo/content`, and the day on which they were written."""

import tomllib
from datetime import date, datetime, time, timedelta
from pathlib import Path
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils import timezone

DEMO = Path(__file__).resolve().parent.parent
CONTENT = DEMO / "content"
PICTURES = DEMO / "pictures"

# The texts were finished on this day. What was open or pinned then is open or pinned when the demo starts later.
WRITTEN_ON = date(2026, 11, 22)


def read(name: str) -> dict:
    """Return one content file, such as `clubs`, as plain data."""
    return tomllib.loads((CONTENT / f"{name}.toml").read_text(encoding="utf-8"))


def read_news() -> list[dict]:
    """Return the articles in the order of their dates, oldest first."""
    files = sorted((CONTENT / "news").glob("*.toml"))
    return sorted((tomllib.loads(file.read_text(encoding="utf-8")) for file in files), key=lambda item: item["date"])


def still_ahead(day: date | None, today: date, *, until: date | None = None) -> date | None:
    """Return `day`, moved by as many days as have passed since the texts were written, if it lay ahead then.

    Of a period, `until` is the last day, and what counts is whether that lay ahead. Used for what must not have
    run out when somebody looks at the demo: recruitment windows and pins. Articles, honours and the first dates
    of activities keep their days.
    """
    last = until or day
    if last is None or last < WRITTEN_ON:
        return day
    return day + max(today - WRITTEN_ON, timedelta(0))


def at(day: date, clock: str) -> datetime:
    """Return the aware moment `clock` (HH:MM, local) of `day`, but never one that is still to come."""
    moment = timezone.make_aware(datetime.combine(day, time.fromisoformat(clock)))
    return min(moment, timezone.now())


def fixed_id(*names: object) -> UUID:
    """Return an id that is the same in every demo for the same names."""
    return uuid5(NAMESPACE_URL, "/".join(["staff-home-demo", *map(str, names)]))
