"""What happened, as an onlooker noted it who never asks the code under test who contributed."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from wagtail.models import TaskState

# Whom the rules allow to decide; a deputyship adds others.
APPROVERS = ["chair", "deputy", "second deputy"]


class Breach(AssertionError):
    """Something is public, or was approved, that the promise rules out."""


@dataclass
class Draft:
    """A revision as the ledger knows it: who saved it, what it says, and from which revision that came."""

    by: str
    said: tuple
    base: int | None


@dataclass
class Ledger:
    """What happened, as an onlooker noted it."""

    drafts: dict[int, Draft] = field(default_factory=dict)
    # By revision: what it said when it was submitted, and by whom.
    frozen: dict[int, tuple] = field(default_factory=dict)
    submitters: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    # By submission and revision: who approved it there.
    passed: dict[tuple[int, int], list[str]] = field(default_factory=lambda: defaultdict(list))
    # By thing: the words that may be public, by revision.
    approved: dict[tuple[str, int], dict[int, tuple]] = field(default_factory=lambda: defaultdict(dict))
    # Principal, deputy, first and last day.
    deputyships: list[list] = field(default_factory=list)

    def hands(self, revision: int) -> set[str]:
        """Return who wrote or submitted the words of a revision, as far back as they were approved."""
        found = set(self.submitters[revision])
        accepted = {each for revisions in self.approved.values() for each in revisions}
        at: int | None = revision
        while at is not None and (at == revision or at not in accepted):
            found.add(self.drafts[at].by)
            at = self.drafts[at].base
        return found

    def principals_of(self, who: str, today: date) -> set[str]:
        return {
            principal
            for principal, deputy, first, last in self.deputyships
            if deputy == who and principal in APPROVERS and first <= today <= last
        }

    def approve(self, thing, state: TaskState, who: str, today: date, stages: int) -> None:
        revision, submission = state.revision_id, state.workflow_state_id
        hands = self.hands(revision)
        if who in hands:
            raise Breach(f"{who} approved what {hands} had a hand in")
        if who not in APPROVERS and not self.principals_of(who, today) - hands - set(self.passed[submission, revision]):
            raise Breach(f"{who} approved, for nobody")
        if who in self.passed[submission, revision]:
            raise Breach(f"{who} approved at two stages")
        self.passed[submission, revision].append(who)
        if len(self.passed[submission, revision]) == stages:
            self.approved[thing][revision] = self.frozen[revision]

    def send_back(self, submission: int) -> None:
        for key in [key for key in self.passed if key[0] == submission]:
            del self.passed[key]
