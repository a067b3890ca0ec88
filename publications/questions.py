"""What rooms above ask about the list of a thing of theirs."""

from collections.abc import Sequence

from django.db import models

from .models import Publication, Standing


def publication_of(subject: models.Model) -> Publication | None:
    """Return the list that decides about a thing, a draft too."""
    return Publication.objects.of(subject).first()


def standing_of(subject: models.Model) -> Standing | None:
    """Return the latest standing of the list that decides about a thing; None as long as it was never published."""
    return standings_of([subject]).get(subject.pk)


def standings_of(subjects: Sequence[models.Model]) -> dict[int, Standing]:
    """Return the latest standing of each of some things of one kind, by their ids, in one query."""
    if not subjects:
        return {}
    found = Publication.objects.about(type(subjects[0]), [thing.pk for thing in subjects])
    standings = (
        Standing.objects.filter(publication__in=found)
        .with_open_objections()
        .select_related("publication")
        .order_by("publication_id", "-published_at", "-pk")
        .distinct("publication_id")
    )
    return {standing.publication.subject_id: standing for standing in standings}


def may_be_changed(subject: models.Model) -> bool:
    """Whether what a list says of a thing may still be decided otherwise: not while the list stands, nor once it is in
    effect.
    """
    standing = standing_of(subject)
    return standing is None or standing.may_be_changed
