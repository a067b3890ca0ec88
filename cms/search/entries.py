"""The entries of the readers' search follow what is published, in the transaction that does so or takes it down."""

from collections.abc import Iterable, Iterator

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import Model
from django.db.models.functions import Cast
from wagtail.models import Page

from .kinds import Kind, all_kinds, kind_of
from .models import SearchEntry
from .pinyin import sounds, sounds_of_name
from .text import key_of
from .vectors import NAMES, SUMMARY, TEXT, TITLE, as_vector, in_a_row, parts_of, written

# The name of the lock between publishing and rebuilding, among the advisory locks of the database.
REBUILDING = "cms.search.rebuilding"
IDENTITY = ["base_content_type", "object_id", "part"]


@transaction.atomic
def follow(thing: Model) -> None:
    """Bring the entries of one thing up to date: what it says where it is live, nothing otherwise."""
    _hold_off_rebuilding()
    forget(thing)
    # What is taken down by the clock comes as a page of no class of its own.
    kind = kind_of(thing.specific if isinstance(thing, Page) else thing)
    if kind is None:
        return
    live = kind.everything().filter(pk=thing.pk).first()
    if live is not None:
        _keep(entries_of(live, kind))


def forget(thing: Model) -> None:
    """Take the entries of a thing away."""
    SearchEntry.objects.filter(base_content_type=_base_type(thing), object_id=thing.pk).delete()


def rebuild(kinds: Iterable[Kind] | None = None) -> Iterator[tuple[Kind, int]]:
    """Make the entries of each kind anew; yields the kind and how many things it has.

    A few at a time, each in a transaction of its own: readers find what was there meanwhile, and whoever publishes
    waits for a moment at most.
    """
    if kinds is None:
        _forget_other_kinds()
    for kind in all_kinds() if kinds is None else kinds:
        keys = sorted(kind.everything().values_list("pk", flat=True))
        for start in range(0, len(keys), kind.at_once):
            _make_anew(kind, keys[start : start + kind.at_once])
        with transaction.atomic():
            _wait_for_publishing()
            live = kind.everything().order_by().values("pk")
            SearchEntry.objects.filter(kind=kind.key).exclude(object_id__in=live).delete()
        yield kind, len(keys)


def _forget_other_kinds() -> None:
    """Take away the entries of kinds that no room has any more."""
    SearchEntry.objects.exclude(kind__in=[kind.key for kind in all_kinds()]).delete()


@transaction.atomic
def _make_anew(kind: Kind, keys: list[int]) -> None:
    _wait_for_publishing()
    SearchEntry.objects.filter(kind=kind.key, object_id__in=keys).delete()
    _keep([entry for thing in kind.everything().filter(pk__in=keys) for entry in entries_of(thing, kind)])


def _keep(entries: list[SearchEntry]) -> None:
    said = [field.name for field in SearchEntry._meta.fields if field.name not in {"id", *IDENTITY}]
    SearchEntry.objects.bulk_create(entries, update_conflicts=True, unique_fields=IDENTITY, update_fields=said)


def _hold_off_rebuilding() -> None:
    """To the end of the transaction: what is taken down in it must not be entered anew from what others still see."""
    _lock("pg_advisory_xact_lock_shared")


def _wait_for_publishing() -> None:
    _lock("pg_advisory_xact_lock")


def _lock(function: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(hashtextextended(%s, 0))", [REBUILDING])


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
            vector=_vector([*heading, (said.summary, SUMMARY), (part, TEXT)]),
        )
        for number, part in enumerate(parts_of(said.text))
    ]


def _vector(texts: list[tuple[str, str]]) -> Cast:
    return as_vector(written(texts, set().union(*(in_a_row(text) for text, _weight in texts))))


def _base_type(thing: Model) -> ContentType:
    return ContentType.objects.get_for_model(Page if isinstance(thing, Page) else thing)
