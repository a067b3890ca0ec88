"""What a file is about: one date, or all dates of an activity in a period."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils import timezone

from activities.models import ActivityFile
from signups.models import Offering, Session
from signups.organising.paper import when_on_paper
from signups.registry import answers_of


@dataclass(frozen=True)
class Subject:
    """`session` is the one date; of a whole activity it is None, and `begins_on` and `ends_on` are the period."""

    offering: Offering
    session: Session | None = None
    begins_on: date | None = None
    ends_on: date | None = None

    @classmethod
    def of_session(cls, session: Session) -> "Subject":
        return cls(session.offering, session=session)

    @classmethod
    def of_year(cls, offering: Offering, year: int) -> "Subject":
        return cls(offering, begins_on=date(year, 1, 1), ends_on=date(year, 12, 31))

    @classmethod
    def of_file(cls, file: ActivityFile) -> "Subject":
        return cls(file.offering, session=file.session, begins_on=file.begins_on, ends_on=file.ends_on)

    @property
    def thing(self):
        """The activity, or whatever else the dates are dates of."""
        return self.offering.thing

    @property
    def club(self):
        """The page of the club whose activity it is; None without one."""
        return getattr(self.thing, "club", None)

    @property
    def title(self) -> str:
        return self.offering.title

    @property
    def is_of_one_date(self) -> bool:
        return self.session is not None

    @cached_property
    def sessions(self) -> list[Session]:
        """The dates in order: the one, or those of the period that have begun and were not cancelled. One query."""
        if self.session:
            return [self.session]
        found = Session.objects.planned().filter(
            offering=self.offering,
            starts_at__date__range=(self.begins_on, self.ends_on),
            starts_at__lte=timezone.now(),
            is_slot=False,
        )
        return list(found.select_related("offering", "venue").order_by("starts_at"))

    @property
    def when(self) -> str:
        """As a document of the office writes it."""
        if self.session:
            return when_on_paper(self.session)
        return f"{_day(self.begins_on)}至{_day(self.ends_on)}，共 {len(self.sessions)} 场"

    @property
    def where(self) -> str:
        return "、".join(dict.fromkeys(session.where for session in self.sessions if session.where))

    @property
    def about(self) -> dict:
        return dict(answers_of(self.offering).about(self.thing, None)) if self.thing else {}

    @property
    def days(self) -> str:
        """The day or the year, for the name of the archive."""
        if self.session:
            return f"{timezone.localtime(self.session.starts_at):%Y-%m-%d}"
        return f"{self.begins_on:%Y-%m-%d}至{self.ends_on:%Y-%m-%d}"

    def named(self, session: Session, what: str) -> str:
        """Return what a sheet of one of its dates is called: with the date, where there are several."""
        if self.is_of_one_date:
            return what
        return f"{timezone.localtime(session.starts_at):%Y-%m-%d %H%M} {what}"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
