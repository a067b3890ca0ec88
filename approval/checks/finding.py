import hashlib
import json
from dataclasses import dataclass

from approval.models.acknowledgement import Acknowledgement
from approval.models.check_settings import Severity

CONTEXT_LENGTH = 12


@dataclass(frozen=True)
class Match:
    """What a check noticed. `severity` is given where it differs from that of the check.

    `key` says, with the field, what must stay the same for an acknowledgement to hold; by default the words with
    those around them. What is `firm` is never right, so no reason lets it stay.
    """

    field: str
    place: str
    problem: str
    remedy: str
    words: str = ""
    before: str = ""
    after: str = ""
    key: str = ""
    severity: Severity | None = None
    firm: bool = False


@dataclass(frozen=True)
class Finding:
    """Something on a page or snippet that should be looked at before it is public.

    Attributes:
        check: the code of the check, such as `resident_id`; `name` is what people call it.
        severity: BLOCK or WARN, as the office has set it.
        place: where, for people, such as “正文 · 第 2 块（文字） · 第 3 段”.
        words: what was found, as it was written; `before` and `after` are the words around it.
        problem, remedy: what is wrong, and how to mend it.
        fingerprint: the same as long as the words stay the same, wherever they move within their field.
        acknowledgement: who said why it may stay, or None.
        firm: nobody can say why it may stay.
    """

    check: str
    name: str
    severity: Severity
    place: str
    words: str
    before: str
    after: str
    problem: str
    remedy: str
    fingerprint: str
    acknowledgement: Acknowledgement | None = None
    firm: bool = False

    @property
    def excerpt(self) -> str:
        return f"{self.before}{self.words}{self.after}"

    @property
    def is_blocking(self) -> bool:
        """True when a submission is refused because of it."""
        return self.severity == Severity.BLOCK and self.acknowledgement is None

    def for_the_record(self) -> dict[str, str]:
        """Return what the approval record and the sheet keep of it."""
        return {
            "level": str(Severity(self.severity).label),
            "place": self.place,
            "message": f"{self.name}：{self.problem}",
            "reason": self.acknowledgement.reason if self.acknowledgement else "",
        }

    @property
    def is_severe(self) -> bool:
        return self.severity == Severity.BLOCK


def fingerprint_of(check: str, match: Match) -> str:
    same = match.key or "".join(f"{match.before}{match.words}{match.after}".split())
    return hashlib.sha256(json.dumps([check, match.field, same]).encode()).hexdigest()


def around(words: str, start: int, end: int) -> tuple[str, str, str]:
    """Return what stands before words[start:end], these words, and what stands after, on the same line."""
    before = words[max(0, start - CONTEXT_LENGTH) : start].rpartition("\n")[2]
    after = words[end : end + CONTEXT_LENGTH].partition("\n")[0]
    return before, words[start:end], after
