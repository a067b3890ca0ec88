"""Telling people about their sign-ups: once for each event, those of a party together."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from notices.actions import notify
from notices.kinds import Kind

from . import notice_kinds as kinds
from .keeping import keepers_of
from .models import Offering, Session, SignUp, SignUpTerms


def title_of(offering: Offering) -> str:
    """What an offering is called where others may read along: of what is confidential, nothing."""
    return _("a confidential appointment") if offering.is_confidential else offering.title


def when(session: Session) -> str:
    """The date and the hours of a session in one line; empty for one without a date."""
    if session.starts_at is None:
        return ""
    return days(session) if session.is_of_whole_days else hours(session.starts_at, session.ends_at)


def days(session: Session) -> str:
    """The days of a session that lasts whole ones."""
    starts, ends = timezone.localdate(session.starts_at), timezone.localdate(session.ends_at)
    return "–".join(date_format(day, "n/j (D)") for day in dict.fromkeys([starts, ends]))


def hours(starts_at, ends_at) -> str:
    starts, ends = timezone.localtime(starts_at), timezone.localtime(ends_at)
    until = date_format(ends, "H:i" if ends.date() == starts.date() else "n/j (D) H:i")
    return f"{date_format(starts, 'n/j (D) H:i')}–{until}"


def places_of(session: Session) -> dict[str, str]:
    """What every text about a session may name; in the site's language, whoever acts."""
    with translation.override(settings.LANGUAGE_CODE):
        return {"title": title_of(session.offering), "when": when(session), "where": session.where}


def link_to(session: Session) -> str:
    return reverse("session", args=[session.pk])


def tell_of_places(session: Session, granted: list[SignUp]) -> None:
    """Tell those who have just been given a place."""
    for party in parties(granted):
        first = party[0]
        if first.is_offered:
            with translation.override(settings.LANGUAGE_CODE):
                due = date_format(timezone.localtime(first.due_at), "n/j H:i")
            tell(kinds.TO_CONFIRM, session, party, due=due)
            continue
        kind = kind_of_news(session, first)
        more = {"by": first.signed_up_by.name} if kind is kinds.SIGNED_UP_BY else {}
        tell(kind, session, party, wording=_wording_of_news(kind, session), **more)


def _wording_of_news(kind: Kind, session: Session) -> str:
    goes_by_order = session.starts_at is None and session.offering.mode == SignUpTerms.Mode.FIRST_COME
    return "first_come" if kind is kinds.PLACED and goes_by_order else ""


def kind_of_news(session: Session, placed: SignUp) -> Kind:
    """Return as what somebody is told of a place that is theirs."""
    if placed.waited:
        return kinds.CAME_IN
    # Whoever a group has put forward knows that; the news is that there is a place.
    if placed.signed_up_by_id and session.offering.mode != SignUpTerms.Mode.QUOTA:
        return kinds.SIGNED_UP_BY
    return kinds.PLACED


def tell(kind, session: Session, party: list[SignUp], *, wording: str = "", event: str = "", **more: str) -> None:
    """Tell the member of a party once; `event` tells one such event of a sign-up from another of the same kind."""
    first = min(party, key=lambda sign_up: sign_up.pk)
    notify(
        [first.member],
        kind=kind.code,
        key=".".join(part for part in (kind.code, str(first.pk), event) if part),
        wording=wording_for(kind, session, wording),
        places={**places_of(session), "who": who(party), **more},
        link=link_to(session),
    )


def wording_for(kind: Kind, session: Session, wording: str) -> str:
    """Return the wording of a kind for a session: of what goes by points, and of what has no date, there is another
    where the usual one would not fit.
    """
    by_points = f"{wording}_by_points" if wording else "by_points"
    if session.offering.mode == SignUpTerms.Mode.SELECTION and by_points in kind.wordings:
        return by_points
    undated = f"{wording}_undated" if wording else "undated"
    return undated if session.starts_at is None and undated in kind.wordings else wording


def tell_of_requests(session: Session, made: list[SignUp]) -> None:
    """Tell whoever keeps the list that somebody is to be decided on: of the first of a day, and of the next one once
    all before have been decided on. Under the lock.
    """
    if made[0].state != SignUp.State.REQUESTED:
        return
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    others = SignUp.objects.requested().filter(session=session, made_at__gte=today)
    if others.exclude(pk__in=[each.pk for each in made]).exists():
        return
    notify(
        keepers_of(session.offering),
        kind=kinds.REQUESTED.code,
        key=f"{kinds.REQUESTED.code}.{made[0].pk}",
        wording=wording_for(kinds.REQUESTED, session, ""),
        places=places_of(session),
        link=reverse("session_list", args=[session.pk]),
    )


def tell_who_waits(session: Session, admitted: Iterable[int]) -> None:
    """Tell those of the sign-ups `admitted` that have been let in and found no place where they stand."""
    rows = SignUp.objects.waiting().filter(session=session, pk__in=list(admitted)).with_people().with_position()
    for party in parties(rows.in_order()):
        tell(kinds.ADMITTED, session, party, number=str(party[0].position))


def who(party: Iterable[SignUp]) -> str:
    return "、".join(sign_up.person_name for sign_up in party)


def parties(sign_ups: Iterable[SignUp]) -> list[list[SignUp]]:
    """Return them with those of one party together."""
    found: dict[object, list[SignUp]] = {}
    for sign_up in sign_ups:
        found.setdefault(sign_up.party or sign_up.pk, []).append(sign_up)
    return list(found.values())


def tell_all(kind, session: Session, sign_ups: Iterable[SignUp], *, event: str, **more: str) -> int:
    """Tell each member among `sign_ups` of one thing that is the same for all; returns how many are new to it."""
    members = {sign_up.member_id: sign_up.member for sign_up in sign_ups}
    told = notify(
        members.values(),
        kind=kind.code,
        key=f"{kind.code}.{session.pk}.{event}",
        places={**places_of(session), **more},
        link=link_to(session),
    )
    return len(told)
