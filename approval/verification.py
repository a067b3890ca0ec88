"""Does the approval record still say what was written? Reads all of it once, in bounded memory."""

from collections.abc import Iterator
from dataclasses import dataclass

from .models.record import (
    CHAINED_FIELDS,
    CHAINED_WORDS,
    Act,
    ApprovalRecord,
    ChainHead,
    RecordWords,
    digest_of_facts,
    digest_of_words,
)

CHUNK = 500
WORDS = {f"words__{name}": name for name in RecordWords.WORDS}
FACTS = sorted({name for names in CHAINED_FIELDS.values() for name in names})
ERASURE = ["words__erased_by_id", "words__erased_by__act", "words__erased_by__kind", "words__erased_by__thing_id"]


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
        count, previous = row["number"], row["digest"]
    if count != head.number:
        return Verification(count, previous, Fault(count + 1, "the record is missing"))
    if previous != head.digest:
        return Verification(count, previous, Fault(count, "it is not the one at which the chain ends"))
    # Whoever adds a record moves the end with it, so what lies beyond the end was not added by an act.
    last = ApprovalRecord.objects.values_list("number", flat=True).first() or 0
    if last > ChainHead.objects.get().number:
        return Verification(count, previous, Fault(last, "the record lies beyond the end of the chain"))
    return Verification(count, previous)


def _rows(until: int) -> Iterator[dict]:
    """Yield plain rows: making objects of them takes twice as long."""
    rows = ApprovalRecord.objects.filter(number__lte=until).order_by("number")
    return rows.values(*FACTS, "digest", "words__salt", *WORDS, *ERASURE).iterator(chunk_size=CHUNK)


def _fault_of(row: dict, expected: int, previous: str) -> str:
    """Return what is wrong with a record that should have the number `expected` and follow `previous`, or nothing."""
    if row["number"] != expected:
        return "the record is missing"
    if row["previous_digest"] != previous:
        return "it does not follow the record before it"
    chained = CHAINED_FIELDS.get(row["layout"])
    if chained is None or row["digest"] != digest_of_facts({name: row[name] for name in chained}):
        return "its facts differ from its digest"
    if row["words__salt"] is None:
        return "its words are missing"
    if row["words__erased_by_id"]:
        named = (row["words__erased_by__act"], row["words__erased_by__kind"], row["words__erased_by__thing_id"])
        if named != (Act.ERASED, ApprovalRecord._meta.label_lower, str(row["number"])):
            return "its words were erased without an act"
        return ""
    words = {name: row[path] for path, name in WORDS.items()}
    said = {name: words.pop(name) for name in CHAINED_WORDS[row["layout"]]}
    # What an older layout does not know is empty in its records.
    if any(words.values()) or row["words_digest"] != digest_of_words(row["words__salt"], said):
        return "its words differ from their digest"
    return ""
