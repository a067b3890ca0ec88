"""Reminders before a date. What is due follows from the rows and from who has had which notice: a run that dies in the
middle leaves the rest to the next one, and nobody is told twice.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import CharField, Exists, F, OuterRef, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone
from django.utils.formats import date_format

from notices.models import Notice
from notices.querysets import wanting
from notices.together import Letter, notify_each

from .. import notice_kinds as kinds
from ..locking import lock_session, patiently
from ..models import Session, SignUp
from ..telling import link_to, parties, places_of, tell, who

SHORT = timedelta(hours=1)


@dataclass(frozen=True)
class Reminder:
    """One that is sent so long `before` a date. It is due until the next one of the table is, or until the date begins:
    what was missed is caught up.
    """

    name: str
    before: timedelta
    until: timedelta

    def key(self, session: Session) -> str:
        """A date that was moved is reminded of anew: the key holds how often it has changed."""
        return f"{self._stem()}{session.pk}.{session.sequence}"

    def _stem(self) -> str:
        return f"{kinds.REMINDER.code}.{self.name}."

    def due(self):
        """Return the sign-ups of those to be told now. Who got the place later than that was told with it."""
        now = timezone.now()
        key = Concat(
            Value(self._stem()),
            Cast("session_id", CharField()),
            Value("."),
            Cast("session__sequence", CharField()),
            output_field=CharField(),
        )
        told = Notice.objects.filter(recipient=OuterRef("member"), dedupe_key=OuterRef("reminder_key"))
        return (
            SignUp.objects.of_holders()
            .filter(
                session__state=Session.State.PLANNED,
                session__starts_at__gt=now + self.until,
                session__starts_at__lte=now + self.before,
                granted_at__lt=F("session__starts_at") - self.before,
                member__in=_willing(),
            )
            .annotate(reminder_key=key)
            .exclude(Exists(told))
        )

    def wording(self, session: Session) -> str:
        """What is sent after midnight is about today."""
        if self.name == "day" and session.is_today:
            return "today"
        return self.name


def _willing():
    from_model = SignUp._meta.get_field("member").related_model
    return from_model.objects.filter(wanting(kinds.REMINDER.code), is_active=True).values("pk")


REMINDERS = [
    Reminder("day", timedelta(days=1), until=timedelta(hours=1)),
    Reminder("hour", timedelta(hours=1), until=timedelta()),
]


def remind_of_dates() -> int:
    """Remind everybody of whom it is time; returns how many were told. A query for each reminder where nobody is due,
    and as many for a date of two people as for one of two hundred.
    """
    told = 0
    for reminder in REMINDERS:
        sessions = reminder.due().order_by("session__starts_at", "session").values_list("session", flat=True)
        for session_id in dict.fromkeys(sessions):
            told += _remind(reminder, session_id)
    return told


@patiently
def _remind(reminder: Reminder, session_id: int) -> int:
    """Remind those of one date, all or nobody; under its lock, so that nobody hears of what is being called off."""
    session = lock_session(session_id)
    rows = reminder.due().filter(session=session).with_people().order_by("pk")
    words = places_of(session)
    wording = kinds.REMINDER.wordings[reminder.wording(session)]
    letters = [
        Letter(party[0].member, *wording.filled({**words, "who": who(party)}), link=link_to(session))
        for party in _by_member(rows)
    ]
    return len(notify_each(letters, kind=kinds.REMINDER.code, key=reminder.key(session)))


def _by_member(rows: Iterable[SignUp]) -> list[list[SignUp]]:
    found: dict[int, list[SignUp]] = {}
    for row in rows:
        found.setdefault(row.member_id, []).append(row)
    return list(found.values())


def remind_of_offers() -> int:
    """Remind those who have not confirmed their place when half of the time for it is over; returns how many are
    due. An offer of an hour or less needs no reminder.
    """
    now = timezone.now()
    told = Notice.objects.filter(
        recipient=OuterRef("member"),
        dedupe_key=Concat(Value(f"{kinds.TO_CONFIRM.code}."), Cast(OuterRef("pk"), CharField()), Value(".half")),
    )
    offered = SignUp.objects.filter(state=SignUp.State.OFFERED, session__state=Session.State.PLANNED)
    due = offered.filter(due_at__gt=now, member__is_active=True).exclude(Exists(told))
    # Half of it is over once more has passed than is left.
    halfway = due.filter(due_at__gt=F("granted_at") + SHORT, granted_at__lte=now - (F("due_at") - now))
    rows = halfway.select_related("session__offering", "session__venue", "member", "dependant").order_by("pk")
    found = parties(rows)
    for party in found:
        due_at = date_format(timezone.localtime(party[0].due_at), "n/j H:i")
        tell(kinds.TO_CONFIRM, party[0].session, party, wording="half", event="half", due=due_at)
    return len(found)
