"""Telling people about published lists and objections, each of each event once."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from notices.actions import notify
from people.models import Member, Role

from . import notice_kinds as kinds
from .models import Objection, Standing
from .readers import hands_in, who_answers
from .registry import answers_of


def keepers_of(publication) -> list[Member]:
    """Return whom it concerns what becomes of a list: who wrote it, and the keepers of what it decides about; where
    none of them works here any more, the office.
    """
    found = {member.pk: member for member in hands_in(publication)}
    if publication.has_subject and publication.subject:
        found |= {member.pk: member for member in answers_of(publication).keepers(publication.subject)}
    return [each for each in found.values() if each.is_active] or list(Member.objects.holding(Role.PUBLICITY_OFFICER))


@app.task(name="publications.tell_those_listed", retry=RetryStrategy(max_attempts=5, wait=30), pass_context=False)
def tell_those_listed(standing_id: int) -> None:
    """Tell everybody who stands on a list that it stands; of a list that has been stopped meanwhile nobody."""
    standing = Standing.objects.select_related("publication").filter(pk=standing_id, ended_at=None).first()
    if standing is None:
        return
    listed = Member.objects.filter(publication_lines__publication=standing.publication, is_active=True).distinct()
    notify(
        listed,
        kind=kinds.LISTED.code,
        wording="again" if standing.follows_id else "",
        key=f"{kinds.LISTED.code}.{standing.pk}",
        places={
            "title": standing.publication.title,
            "first": _day(standing.starts_on),
            "last": _day(standing.ends_on),
        },
        link=standing.publication.url,
    )


def tell_of_effect(standing: Standing) -> None:
    _tell_keepers(kinds.IN_EFFECT, standing)


def tell_of_delay(standing: Standing) -> None:
    _tell_keepers(kinds.HELD_UP, standing)


def tell_of_stop(standing: Standing) -> None:
    _tell_keepers(kinds.STOPPED, standing, wording=standing.ending)


def _tell_keepers(kind, standing: Standing, wording: str = "") -> None:
    publication = standing.publication
    link = publication.url
    if publication.has_subject and publication.subject:
        link = answers_of(publication).link(publication.subject) or link
    notify(
        keepers_of(publication),
        kind=kind.code,
        wording=wording,
        key=f"{kind.code}.{standing.pk}",
        places={"title": publication.title},
        link=link,
    )


def tell_who_answers(objection: Objection, wording: str = "") -> None:
    """Tell those who may answer that an objection waits, or still waits; where there is nobody, the administrator."""
    who = who_answers(objection)
    places = {
        "title": objection.standing.publication.title,
        "number": objection.number,
        "due": _day(objection.due_on),
    }
    if who:
        key = f"{kinds.TO_ANSWER.code}.{objection.pk}.{wording}"
        notify(who, kind=kinds.TO_ANSWER.code, wording=wording, key=key, places=places, link=objection.url)
    else:
        key = f"{kinds.NOBODY_ANSWERS.code}.{objection.pk}.{wording}"
        notify(_administrators(), kind=kinds.NOBODY_ANSWERS.code, key=key, places=places, link=reverse("publications"))


def _administrators() -> Iterable[Member]:
    return Member.objects.holding(Role.ADMINISTRATOR)


def tell_objector(objection: Objection, wording: str) -> None:
    if objection.member:
        notify(
            [objection.member],
            kind=kinds.OWN_OBJECTION.code,
            wording=wording,
            key=f"{kinds.OWN_OBJECTION.code}.{objection.pk}.{wording}",
            places={"number": objection.number},
            link=objection.url,
        )


def _day(day) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return date_format(day, "MONTH_DAY_FORMAT")
