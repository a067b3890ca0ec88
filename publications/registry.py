"""Where rooms above say what their lists decide about, so that this room need not know of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import models

from people.models import Member


def _nothing(publication) -> None:
    pass


def _yes(publication) -> bool:
    return True


def _nowhere(thing) -> str:
    return ""


def _nobody(thing) -> list[Member]:
    return []


@dataclass(frozen=True)
class Subject:
    """What a kind of thing answers of the list that decides about it.

    `takes_effect(publication)`: does what was decided, once, in the transaction that ends the days; what it raises is
    tried again later. `is_unchanged(publication)`: whether the thing still says what was published; where it does not,
    the list is stopped. `link(thing)`: the address of its page. `keepers(thing)`: who is told what became of the list,
    beside whoever wrote it.
    """

    takes_effect: Callable[[models.Model], None] = _nothing
    is_unchanged: Callable[[models.Model], bool] = _yes
    link: Callable[[models.Model], str] = _nowhere
    keepers: Callable[[models.Model], Iterable[Member]] = _nobody


_subjects: dict[str, Subject] = {}


def register_subject(label: str, subject: Subject) -> None:
    """Register what `label` ("app.model") answers."""
    _subjects[label.lower()] = subject


def answers_of(publication) -> Subject:
    """Return what the thing answers that a list decides about; for a list of the office the defaults."""
    if not publication.has_subject:
        return Subject()
    return _subjects.get(publication.subject_type.model_class()._meta.label_lower, Subject())
