"""What a door is, and for whom the most of them are."""

from dataclasses import dataclass

from ..roles import APPROVERS, Who


@dataclass(frozen=True)
class Door:
    """For whom an address is. `own`: it is about one's own record, and the ids of others' are not found."""

    who: frozenset
    own: bool = False
    # What of other people it shows to those whom it is for, beside what they may read anywhere.
    shows: frozenset = frozenset()
    # To whom of them it shows that, where not to all.
    shown_to: frozenset = frozenset()


OFFICE = APPROVERS | {Who.OFFICER, Who.SUPERUSER}
ORGANISERS = OFFICE | {Who.CLUB_LEADER}
# All accounts of clubs; a leader reads the one of their club.
REVIEWERS = OFFICE | {Who.AUDITOR}
ACCOUNTABLE = REVIEWERS | {Who.CLUB_LEADER}
LIBRARY = frozenset({Who.LIBRARIAN, Who.SUPERUSER})
SUPERUSERS = frozenset({Who.SUPERUSER})
