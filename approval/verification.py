"""Does the approval record still say what was written? Reads all of it once, in bounded memory."""

from collections.abc import Iterator
from dataclasses import dataclass

from .models.record import CHAINED_FIELDS, Act, ApprovalRecord, ChainHead

CHUNK = 500


@dataclass(frozen=True)
class Fault:
    """`number` is that of the first record that is wrong, `what` says in a few words what differs there."""

    number: int
    what: str


@dataclass(frozen=True)
class Verification:
    """`count` records were found in order, up to the end of the chain (`digest`) or to the fault."""

    count: int
    digest: str
    fault: Fault | None = None


def verify_chain() -> Verification:
    """Check every record and its words from the first to the last, and return what was found."""
    head = ChainHead.objects.get()
    count, previous = 0, ""
    for row in _rows(head.number):
        what = _fault_of(row, count + 1, previous)
        if what:
            return Verification(count, previous, Fault(count + 1, what))
        count, previous = row.number, row.digest
    if count != head.number:
        return Verification(count, previous, Fault(count + 1, "the record is missing"))
    if previous != head.digest:
        return Verification(count, previous, Fault(count, "it is not the one at which the chain ends"))
    # Whoever adds a record moves the end with it, so what lies beyond the end was not added by an act.
    last = ApprovalRecord.objects.values_list("number", flat=True).first() or 0
    if last > ChainHead.objects.get().number:
        return Verification(count, previous, Fault(last, "the record lies beyond the end of the chain"))
    return Verification(count, previous)


def _rows(until: int) -> Iterator[ApprovalRecord]:
    rows = ApprovalRecord.objects.filter(number__lte=until).order_by("number")
    return rows.select_related("words__erased_by").iterator(chunk_size=CHUNK)


def _fault_of(row: ApprovalRecord, expected: int, previous: str) -> str:
    """Return what is wrong with a record that should have the number `expected` and follow `previous`, or nothing."""
    if row.number != expected:
        return "the record is missing"
    if row.previous_digest != previous:
        return "it does not follow the record before it"
    if row.layout not in CHAINED_FIELDS or row.digest != row.computed_digest():
        return "its facts differ from its digest"
    words = getattr(row, "words", None)
    if words is None:
        return "its words are missing"
    if words.erased_by_id:
        act = words.erased_by
        named = act and act.act == Act.ERASED and act.kind == ApprovalRecord._meta.label_lower
        if not named or act.thing_id != str(row.number):
            return "its words were erased without an act"
        return ""
    if row.words_digest != words.computed_digest():
        return "its words differ from their digest"
    return ""
