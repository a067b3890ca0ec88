"""Acknowledging a finding, and refusing a submission because of one."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.models import Page, WorkflowState
from wagtail.permissions import policy_registry

from approval.errors import DecisionRefused, SubmissionRefused
from approval.models.acknowledgement import REASON_LENGTH, Acknowledgement
from approval.models.checked_word import CheckedWord
from people.sentences import joined

from .finding import Finding
from .findings import draft_of, findings_of


class FindingGone(DecisionRefused):
    sentence = gettext_lazy("This finding is no longer there: the words have changed.")


class FindingStands(DecisionRefused):
    sentence = gettext_lazy("No reason lets this stay: mend the words.")


class ReasonMissing(DecisionRefused):
    sentence = gettext_lazy("Say why it may stay.")


class SubmissionBlocked(SubmissionRefused):
    """The draft is saved and not submitted. `findings` are those that stop it."""

    def __init__(self, thing, findings: list[Finding]):
        self.findings = findings
        self.leads_to = checks_url_of(thing)
        first = findings[0]
        # Of what is missing there are no words to quote.
        quoted = _("“%(title)s” is saved, but not submitted. %(place)s: “%(words)s”. %(problem)s")
        bare = _("“%(title)s” is saved, but not submitted. %(place)s: %(problem)s")
        said = (quoted if first.words else bare) % {
            "title": thing,
            "place": first.place,
            "words": first.words,
            "problem": first.problem,
        }
        others = len(findings) - 1
        if others:
            more = ngettext("And %(count)d more.", "And %(count)d more.", others) % {"count": others}
            said = joined([said, more])
        super().__init__(said)


def checks_url_of(thing) -> str:
    """Return the address of the page that lists the findings of a page or snippet."""
    return reverse("approval_checks", args=[type(thing)._meta.label_lower, thing.pk])


def may_see_findings(thing, user) -> bool:
    """True when `user` has the permission to edit the page or snippet, were it locked or not."""
    if isinstance(thing, Page):
        return thing.permissions_for_user(user).can_edit()
    return policy_registry.get_by_type(type(thing)).user_has_permission_for_instance(user, "change", thing)


def may_acknowledge(thing, user) -> bool:
    """True when `user` may edit the page or snippet now: nobody else has locked it, nor a review."""
    lock = thing.get_lock()
    return may_see_findings(thing, user) and not (lock and lock.for_user(user))


@transaction.atomic
def acknowledge(thing, fingerprint: str, by, reason: str) -> Acknowledgement:
    """Write down that `by` looked at a finding on the newest draft and why it may stay; a second time changes nothing.

    Raises:
        PermissionDenied: `by` may not edit the thing now.
        FindingGone: the draft has no such finding.
        FindingStands: no reason lets it stay.
        ReasonMissing: no reason is given.
    """
    if not may_acknowledge(thing, by):
        raise PermissionDenied
    reason = reason.replace("\0", "").strip()[:REASON_LENGTH]
    if not reason:
        raise ReasonMissing
    finding = next((one for one in findings_of(draft_of(thing)) if one.fingerprint == fingerprint), None)
    if finding is None:
        raise FindingGone
    if finding.firm:
        raise FindingStands
    row, _created = Acknowledgement.objects.get_or_create(
        content_type=thing.get_base_content_type(),
        object_id=str(thing.pk),
        fingerprint=fingerprint,
        defaults={
            "check_code": finding.check,
            "place": finding.place[:300],
            "excerpt": finding.excerpt,
            "reason": reason,
            "by": by,
            "by_name": by.get_full_name(),
        },
    )
    return row


def refuse_blocked_submission(workflow_state: WorkflowState) -> list[Finding]:
    """Return the findings on the newest draft, which is about to be submitted, whoever submits it.

    Raises:
        SubmissionBlocked: one of them stops a submission.
    """
    thing = draft_of(workflow_state.content_object)
    findings = findings_of(thing)
    blocking = [finding for finding in findings if finding.is_blocking]
    if blocking:
        raise SubmissionBlocked(thing, blocking)
    return findings


@transaction.atomic
def keep_words(rows: list[dict[str, str]]) -> tuple[int, int]:
    """Write words that were read from a workbook, all or none; returns how many are new and how many were changed.

    A word that is on the list gets the kind, advice and severity of its row.

    Raises:
        ValidationError: a row breaks a rule of the list.
    """
    known = {word.word.lower(): word for word in CheckedWord.objects.select_for_update()}
    added = changed = 0
    for values in rows:
        word = known.get(values["word"].lower())
        if word is None:
            word = CheckedWord(**values)
            added += 1
        elif all(getattr(word, name) == value for name, value in values.items()):
            continue
        else:
            for name, value in values.items():
                setattr(word, name, value)
            changed += 1
        word.full_clean()
        word.save()
        known[word.word.lower()] = word
    return added, changed
