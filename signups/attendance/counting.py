from collections import Counter
from dataclasses import dataclass

from django.db import models

from ..models import Session, SignUp


@dataclass(frozen=True)
class Count:
    """How the list of a date stands."""

    expected: int
    present: int
    absent: int
    excused: int

    @classmethod
    def of_session(cls, session: Session) -> "Count":
        """One query, however many there are."""
        rows = SignUp.objects.of_holders().filter(session=session).order_by()
        marks = Counter(dict(rows.values_list("attendance").annotate(number=models.Count("pk"))))
        return cls(marks.total(), *(marks[each] for each in SignUp.Attendance))

    @property
    def open(self) -> int:
        return self.expected - self.present - self.absent - self.excused
