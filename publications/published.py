"""Which lists stand and which have stood, as far as somebody may see them."""

from django.db import models
from django.db.models import QuerySet

from people.models import Member

from .models import Publication, Standing
from .readers import may_see, sees_every_list


def latest_standing(publication: Publication) -> Standing | None:
    return publication.standings.with_open_objections().select_related("publication").first()


def shown_list_of(subject: models.Model, member: Member) -> Publication | None:
    """Return the list that decides about a thing, where `member` may see it."""
    found = Publication.objects.of(subject).first()
    return found if found is not None and may_see(found, member) else None


def _latest_of_each(member: Member) -> QuerySet[Standing]:
    publications = Publication.objects.live() if sees_every_list(member) else Publication.objects.shown_to(member)
    latest = (
        Standing.objects.filter(publication__in=publications)
        .order_by("publication_id", "-published_at", "-pk")
        .distinct("publication_id")
    )
    return Standing.objects.filter(pk__in=latest.values("pk")).select_related("publication").with_open_objections()


def standing_lists(member: Member) -> QuerySet[Standing]:
    """What stands now, the next to end first."""
    return _latest_of_each(member).standing().order_by("ends_on", "pk")


def past_lists(member: Member) -> QuerySet[Standing]:
    """What came to an end, the latest first."""
    return _latest_of_each(member).exclude(ended_at=None).order_by("-ended_at", "-pk")
