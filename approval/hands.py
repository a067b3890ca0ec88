"""Four eyes: who had a hand in what is reviewed.

The hands are read from the revisions since the last live version. So these are kept (`keep_the_hands`), and a version
that was taken up again brings the hands of its own time along.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, CharField, F, IntegerField, ProtectedError, Value, When, prefetch_related_objects
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from wagtail.models import ModelLogEntry, Page, PageLogEntry, Revision, TaskState

from .models.record import Act, ApprovalRecord

# What Wagtail's log calls saving a revision.
SAVING = ["wagtail.create", "wagtail.edit", "wagtail.revert"]

NO_NUMBER = Cast(Value(None), IntegerField())

# A page or snippet: the id of its base content type, and its own as text.
Thing = tuple[int, str]


def contributors_to(states: Sequence[TaskState]) -> dict[int, set[int]]:
    """Return, for each task state's id, the ids of the members who worked on its revision since the last live one.

    These are the authors of every revision after the live one up to the reviewed one, those of an earlier version that
    was taken up again meanwhile, whoever submitted it, and, for a thing that was never published, its owner. Two
    queries, and a third where an earlier version was taken up again; what the items say is not read.
    """
    prefetch_related_objects(states, "revision", "workflow_state")
    things = {(state.revision.base_content_type_id, state.revision.object_id) for state in states}
    public_and_owner = _live_revisions_and_owners(things)
    past = _Past(things, {state.revision_id for state in states})
    found = {}
    for state in states:
        revision = state.revision
        thing = (revision.base_content_type_id, revision.object_id)
        live_revision_id, owner_id = public_and_owner.get(thing, (None, None))
        since = live_revision_id if live_revision_id and live_revision_id < revision.pk else 0
        people = past.authors(thing, since, revision.pk)
        # Who submits it again need not be who submitted it first.
        people |= {state.workflow_state.requested_by_id, *past.submitters[revision.pk]}
        if not live_revision_id:
            people.add(owner_id)
        found[state.pk] = people - {None}
    return found


def _live_revisions_and_owners(things: Iterable[Thing]) -> dict[Thing, tuple[int | None, int | None]]:
    """Return the ids of the live revision and the owner of each thing, in one query for all kinds."""
    by_kind: dict[int, set[str]] = defaultdict(set)
    for kind, thing_id in things:
        by_kind[kind].add(thing_id)
    kinds = []
    for kind, ids in by_kind.items():
        model = ContentType.objects.get_for_id(kind).model_class()
        # Pages have an owner, snippets have none.
        owner = F("owner_id") if issubclass(model, Page) else NO_NUMBER
        rows = model._base_manager.filter(pk__in=ids).order_by()
        kinds.append(rows.values_list(Value(kind), _as_text("pk"), "live_revision_id", owner))
    rows = kinds[0].union(*kinds[1:], all=True) if kinds else []
    return {(kind, thing_id): found for kind, thing_id, *found in rows}


def _as_text(name: str) -> Cast:
    return Cast(name, CharField())


class _Past:
    """Who saved and who submitted which revision of some things, and what was taken up again; fetched at once.

    Wagtail's log outlives the revisions, which an administrator may purge.
    """

    def __init__(self, things: Iterable[Thing], submitted: Iterable[int]):
        # By thing: revisions and who saved them.
        self.saved: dict[Thing, set[tuple[int, int]]] = {thing: set() for thing in things}
        # By submitted revision: who submitted it, also before.
        self.submitters: dict[int, set[int]] = defaultdict(set)
        # By the revision that began with an earlier one: which one that was; several, where it was overwritten.
        self.taken_up: dict[int, set[int]] = defaultdict(set)
        self._kinds, self._ids = {kind for kind, _id in self.saved}, {pk for _kind, pk in self.saved}
        self._read(submitted)
        self.published: dict[tuple[str, str], list[int]] = defaultdict(list)
        if self.taken_up:
            for label, thing_id, revision_id in ApprovalRecord.objects.filter(
                act=Act.PUBLISHED, thing_id__in=self._ids
            ).values_list("kind", "thing_id", "revision"):
                self.published[label, thing_id].append(revision_id)

    def _read(self, submitted: Iterable[int]) -> None:
        pages = ContentType.objects.get_for_model(Page).pk
        revisions = Revision.objects.filter(base_content_type__in=self._kinds, object_id__in=self._ids)
        saving = {"action__in": SAVING, "revision__isnull": False}
        page_log = PageLogEntry.objects.filter(page__in=[pk for kind, pk in self.saved if kind == pages], **saving)
        log = ModelLogEntry.objects.filter(content_type__in=self._kinds - {pages}, object_id__in=self._ids, **saving)
        again = Case(
            When(action="wagtail.revert", then=Cast(KeyTextTransform("id", "data__revision"), IntegerField())),
            output_field=IntegerField(),
        )
        records = ApprovalRecord.objects.filter(act=Act.SUBMITTED, revision__in=list(submitted))
        rows = (
            revisions.order_by()
            .values_list("base_content_type_id", "object_id", "pk", "user_id", NO_NUMBER)
            .union(
                page_log.order_by().values_list(Value(pages), _as_text("page_id"), "revision_id", "user_id", again),
                log.order_by().values_list("content_type_id", "object_id", "revision_id", "user_id", again),
                records.order_by().values_list(NO_NUMBER, Value(""), "revision", "actor_id", NO_NUMBER),
                all=True,
            )
        )
        for kind, thing_id, revision_id, member_id, earlier in rows:
            if kind is None:
                self.submitters[revision_id].add(member_id)
            elif (kind, thing_id) in self.saved:
                self.saved[kind, thing_id].add((revision_id, member_id))
                if earlier is not None:
                    self.taken_up[revision_id].add(earlier)

    def authors(self, thing: Thing, since: int, until: int) -> set[int | None]:
        """Return who saved a revision after `since` up to `until`, and whoever wrote what was taken up again there."""
        found: set[int | None] = set()
        spans, done = [(since, until)], set()
        while spans:
            span = spans.pop()
            done.add(span)
            for revision_id, member_id in self.saved[thing]:
                if not span[0] < revision_id <= span[1]:
                    continue
                found.add(member_id)
                for earlier in self.taken_up.get(revision_id, ()):
                    older = (self._public_before(thing, earlier), earlier)
                    if older not in done:
                        spans.append(older)
        return found

    def _public_before(self, thing: Thing, revision_id: int) -> int:
        """Return the last revision before this one that was ever public, or 0."""
        labels = {label for label, thing_id in self.published if thing_id == thing[1]}
        kind = ContentType.objects.get_for_id(thing[0]).model_class()
        same = [
            each
            for label in labels
            if issubclass(_model(label), kind)
            for each in self.published[label, thing[1]]
            if each is not None and each < revision_id
        ]
        return max(same, default=0)


def _model(label: str):
    app_label, name = label.split(".")
    return ContentType.objects.get_by_natural_key(app_label, name).model_class()


_delete = Revision.delete


def delete_unless_it_shows_a_hand(revision: Revision, *args, **kwargs):
    """Delete a revision, unless it came after the live version: whoever wrote it could approve the next one afterwards.

    With its page or snippet it goes all the same.

    Raises:
        ProtectedError: which `purge_revisions` counts and passes over.
    """
    thing = revision.base_content_type.model_class()._base_manager.filter(pk=revision.object_id).first()
    if thing is None or revision.pk < (getattr(thing, "live_revision_id", None) or 0):
        return _delete(revision, *args, **kwargs)
    raise ProtectedError("The revisions since the live one say who worked on it.", {revision})


def keep_the_hands() -> None:
    """Let Wagtail's purge of old revisions pass over those that say who worked on what is written now."""
    Revision.delete = delete_unless_it_shows_a_hand
