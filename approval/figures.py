"""How long submissions wait for a decision, and how many come back: by month, from the approval record."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from statistics import median

from dateutil.relativedelta import relativedelta
from django.utils import timezone

from .models.record import ANSWERING_ACTS, Act, ApprovalRecord

MONTHS = 12
# After these nobody decides on a submission any more.
UNANSWERED = [Act.WITHDRAWN, Act.DELETED]
CHART_HEIGHT = 120
BAR_STEP = 48
BAR_WIDTH = 28


@dataclass
class Month:
    """`hours`: from each submission of this month to its decision; `sent_back`: how many of the decisions were that."""

    first_day: date
    submitted: int = 0
    sent_back: int = 0
    hours: list[float] = field(default_factory=list)

    @property
    def decided(self) -> int:
        return len(self.hours)

    @property
    def median_hours(self) -> float | None:
        return round(median(self.hours), 1) if self.hours else None

    @property
    def share_sent_back(self) -> int | None:
        """In per cent of what was decided."""
        return round(100 * self.sent_back / self.decided) if self.decided else None


@dataclass(frozen=True)
class Bar:
    """A bar of a chart in units of its drawing, with what stands above and below it."""

    x: int
    y: float
    height: float
    middle: int
    value: str
    label: str


def months_until(today: date) -> list[Month]:
    """Return the figures of the last twelve months, this one included, oldest first.

    A submission counts in the month in which it was made. What is withdrawn or deleted is not decided.
    """
    first = today.replace(day=1) - relativedelta(months=MONTHS - 1)
    months = {day: Month(day) for day in (first + relativedelta(months=n) for n in range(MONTHS))}
    since = timezone.make_aware(datetime.combine(first, datetime.min.time()))
    rows = (
        ApprovalRecord.objects.filter(at__gte=since, act__in=[Act.SUBMITTED, *UNANSWERED, *ANSWERING_ACTS])
        .exclude(submission=None)
        .order_by("number")
        .values_list("submission", "act", "at")
    )
    waiting: dict[int, datetime] = {}
    for submission, act, at in rows.iterator(chunk_size=2000):
        if act == Act.SUBMITTED:
            waiting[submission] = at
            months[_month_of(at)].submitted += 1
        elif submission in waiting:
            since = waiting.pop(submission)
            if act not in UNANSWERED:
                month = months[_month_of(since)]
                month.hours.append((at - since).total_seconds() / 3600)
                month.sent_back += act == Act.SENT_BACK
    return list(months.values())


def _month_of(moment: datetime) -> date:
    return timezone.localtime(moment).date().replace(day=1)


def bars(months: Iterable[Month], name: str, unit: str = "") -> list[Bar]:
    """Return one bar for each month, as high as the figure `name` is beside the highest."""
    months = list(months)
    values = [getattr(month, name) for month in months]
    highest = max([value for value in values if value], default=1)
    drawn = []
    for place, (month, value) in enumerate(zip(months, values, strict=True)):
        height = round(CHART_HEIGHT * (value or 0) / highest, 1)
        drawn.append(
            Bar(
                x=place * BAR_STEP + (BAR_STEP - BAR_WIDTH) // 2,
                y=round(CHART_HEIGHT - height, 1),
                height=height,
                middle=place * BAR_STEP + BAR_STEP // 2,
                value="" if value is None else f"{value:g}{unit}",
                label=f"{month.first_day:%Y-%m}"[2:],
            )
        )
    return drawn
