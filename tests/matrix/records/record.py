"""What is said of one kind of record, and who has to do with the most of them."""

from dataclasses import dataclass, field

from ..roles import APPROVERS, EDITORS, LEADS, NOBODY, SELF, Tie, Who


@dataclass(frozen=True)
class Record:
    """One kind of thing that is kept about people.

    `models` names its models, each with the fields that lead to whose it is. `read`, `made` and `changed` (changed or
    deleted) hold roles and ties; `own_too` is False where even those may not do it to themselves. `marked`: its words
    are looked for in every answer.
    """

    words: str
    read: frozenset
    made: frozenset = NOBODY
    changed: frozenset = NOBODY
    models: dict[str, tuple[str, ...]] = field(default_factory=dict)
    own_too: bool = True
    marked: bool = True
    # It may change along with a row of this model about the same person, by whoever may change that.
    follows: str = ""


OFFICE = APPROVERS | {Who.OFFICER, Who.SUPERUSER}
ORGANISERS = OFFICE | {Who.CLUB_LEADER}
ONLY_SELF = frozenset({SELF})
# By an act on something else: whoever acts has somebody told, and the act is signed with their name.
ACTING = EDITORS | {Who.AUDITOR, SELF, LEADS, Tie.TOLD}
