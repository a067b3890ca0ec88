"""Whoever begins, ends or decides about a standing takes these locks, in this order: what it decides about, the list,
its standing.
"""

from django.db.models import Model

from .models import Objection, Publication, Standing


def lock_standing(pk: int) -> Standing | None:
    """Lock the standing itself; None where there is none."""
    return Standing.objects.select_for_update(no_key=True).filter(pk=pk).first()


def lock_all_of(standing: Standing) -> Standing | None:
    """Lock what a list decides about, the list and its standing, for whoever lets it take effect."""
    publication = Publication.objects.get(pk=standing.publication_id)
    if publication.has_subject:
        _lock(publication.subject_type.model_class(), publication.subject_id)
    _lock(Publication, publication.pk)
    return lock_standing(standing.pk)


def lock_objection(pk: int) -> Objection:
    """Lock the standing that an objection is to, then the objection."""
    lock_standing(Objection.objects.values_list("standing_id", flat=True).get(pk=pk))
    return Objection.objects.select_for_update(no_key=True).get(pk=pk)


def _lock(model: type[Model], pk: int) -> None:
    model._base_manager.select_for_update(no_key=True, of=("self",)).filter(pk=pk).first()
