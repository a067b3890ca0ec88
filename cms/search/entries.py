"""The entries of the readers' search follow what is published, in the transaction that does so or takes it down."""

from collections.abc import Iterable, Iterator

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from wagtail.models import Page

from .kinds import Kind, all_kinds, kind_of
from .models import SearchEntry
from .pinyin import sounds, sounds_of_name
from .text import key_of
from .vectors import NAMES, SUMMARY, TEXT, TITLE, as_vector, parts_of, written

AT_ONCE = 200


@transaction.atomic
def follow(thing: Model) -> None:
    """Bring the entries of one thing up to date: what it says where it is live, nothing otherwise."""
    forget(thing)
    # What is taken down by the clock comes as a page of no class of its own.
    kind = kind_of(thing.specific if isinstance(thing, Page) else thing)
    if kind is None:
        return
    live = kind.everything().filter(pk=thing.pk).first()
    if live is not None:
        SearchEntry.objects.bulk_create(entries_of(live, kind))


def forget(thing: Model) -> None:
    """Take the entries of a thing away."""
    SearchEntry.objects.filter(base_content_type=_base_type(thing), object_id=thing.pk).delete()


def rebuild(kinds: Iterable[Kind] | None = None) -> Iterator[tuple[Kind, int]]:
    """Make the entries of each kind anew; yields the kind and how many things it has. Readers find what was there
    until all of a kind is ready.
    """
    for kind in kinds or all_kinds():
        with transaction.atomic():
            SearchEntry.objects.filter(kind=kind.key).delete()
            number, waiting = 0, []
            for thing in kind.everything().iterator(chunk_size=AT_ONCE):
                number += 1
                waiting += entries_of(thing, kind)
                if len(waiting) >= AT_ONCE:
                    SearchEntry.objects.bulk_create(waiting)
                    waiting = []
            SearchEntry.objects.bulk_create(waiting)
        yield kind, number


def entries_of(thing: Model, kind: Kind) -> list[SearchEntry]:
    """Return the entries of a live thing, unsaved: one, and one more for each further part of a long text."""
    said = kind.describe(thing)
    names = [str(name) for name in said.names if name]
    heading = [(said.title, TITLE), *((name, NAMES) for name in names)]
    spoken = sounds(said.title).union(*map(sounds_of_name, names))
    title_vector = as_vector(written(heading, spoken))
    return [
        SearchEntry(
            kind=kind.key,
            base_content_type=_base_type(thing),
            object_id=thing.pk,
            part=number,
            page_id=said.page_id,
            title=said.title[:255],
            title_key=key_of(said.title)[:255],
            names="\n".join(names),
            date=said.dated,
            department_id=said.department_id,
            title_vector=title_vector,
            vector=as_vector(written([*heading, (said.summary, SUMMARY), (part, TEXT)])),
        )
        for number, part in enumerate(parts_of(said.text))
    ]


def _base_type(thing: Model) -> ContentType:
    return ContentType.objects.get_for_model(Page if isinstance(thing, Page) else thing)
