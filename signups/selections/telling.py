"""What people are told about selections."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from notices.actions import notify
from people.models import Member, Role

from ..models import Application, Mark, Run, SignUp, Wish
from . import notice_kinds as kinds
from .heads import head_of

REMIND_BEFORE = timedelta(days=2)
ASK_WITHIN = timedelta(days=7)


def keepers_of(run: Run) -> list[Member]:
    """Whoever keeps the list: the contact person, else the office."""
    contact = run.selection.contact
    return [contact] if contact and contact.is_active else list(Member.objects.holding(Role.PUBLICITY_OFFICER))


def who_consents(member: Member) -> list[Member]:
    head = head_of(member)
    return [head] if head else list(Member.objects.holding(Role.PUBLICITY_OFFICER))


def ask_for_consent(application: Application) -> None:
    """Tell the head, once a day at most, that people of the department have applied."""
    run = application.run
    notify(
        who_consents(application.member),
        kind=kinds.CONSENT_WANTED.code,
        key=f"{kinds.CONSENT_WANTED.code}.{run.pk}.{timezone.localdate():%Y%m%d}",
        places=_until(run),
        link=reverse("consents"),
    )


def remind_heads(run: Run) -> int:
    """Remind those who still have to decide, once; returns how many are told."""
    waiting = Application.objects.live().to_be_consented().filter(run=run).select_related("member__department__head")
    heads = {head.pk: head for application in waiting for head in who_consents(application.member)}
    told = notify(
        heads.values(),
        kind=kinds.CONSENT_WANTED.code,
        key=f"{kinds.CONSENT_WANTED.code}.{run.pk}.reminder",
        wording="reminder",
        places=_until(run),
        link=reverse("consents"),
    )
    return len(told)


def _until(run: Run) -> dict[str, str]:
    until = run.selection.consent_until
    return {"title": run.selection.title, "due": date_format(timezone.localtime(until), "n/j H:i") if until else ""}


def tell_applied_for(application: Application, by: Member) -> None:
    moment = f"{timezone.now():%Y%m%d%H%M%S%f}"
    _tell(application, kinds.APPLIED_FOR, event=moment, by=by.name)


def tell_of_consent(application: Application) -> None:
    wording = "refused" if application.consent == Application.Consent.REFUSED else ""
    event = f"{application.consent_at:%Y%m%d%H%M%S}"
    _tell(application, kinds.CONSENT_DECIDED, wording=wording, event=event, reason=application.consent_reason)


def tell_of_correction(mark: Mark) -> None:
    words = {"criterion": mark.label, "points": f"{mark.corrected.normalize():f}", "reason": mark.reason}
    _tell(mark.application, kinds.POINTS_CORRECTED, event=f"{mark.pk}.{mark.corrected_at:%Y%m%d%H%M%S%f}", **words)


def tell_of_doubt(application: Application) -> None:
    run = application.run
    notify(
        keepers_of(run),
        kind=kinds.POINTS_DOUBTED.code,
        key=f"{kinds.POINTS_DOUBTED.code}.{application.pk}.{timezone.now():%Y%m%d%H%M}",
        places={"title": run.selection.title},
        link=reverse("selection_application", args=[application.pk]),
    )


def tell_substitutes(run: Run) -> None:
    """Tell each who came on the list behind those with a place, for which dates and as which substitute."""
    for application in Application.objects.live().filter(run=run).exclude(position=None).select_related("member"):
        wishes = application.wishes.filter(outcome=Wish.Outcome.SUBSTITUTE, sign_up__state="waiting")
        with translation.override(settings.LANGUAGE_CODE):
            said = [_as_substitute(wish) for wish in wishes.select_related("sign_up__session")]
        if said:
            _tell(application, kinds.SUBSTITUTE, event="list", dates="、".join(said))


def _as_substitute(wish: Wish) -> str:
    return _("%(date)s (number %(number)d)") % {"date": wish.sign_up.session.topic, "number": wish.place}


def _tell(application: Application, kind, *, event: str, wording: str = "", **more: str) -> None:
    notify(
        [application.member],
        kind=kind.code,
        key=f"{kind.code}.{application.pk}.{event}",
        wording=wording,
        places={"title": application.run.selection.title, **more},
        link=reverse("selection", args=[application.run.selection_id]),
    )


def ask_for_rating() -> int:
    """Ask those who came back within the last days how it was, each once; returns how many are told."""
    now = timezone.now()
    rows = SignUp.objects.filter(
        session__batch_held__base__isnull=False,
        session__ends_at__range=(now - ASK_WITHIN, now),
        state=SignUp.State.CONFIRMED,
        rating=None,
    ).exclude(attendance__in=[SignUp.Attendance.ABSENT, SignUp.Attendance.EXCUSED])
    told = 0
    for row in rows.select_related("member", "session"):
        told += len(
            notify(
                [row.member],
                kind=kinds.RATING_WANTED.code,
                key=f"{kinds.RATING_WANTED.code}.{row.pk}",
                places={"title": row.session.topic},
                link=reverse("rate_turn", args=[row.pk]),
            )
        )
    return told
