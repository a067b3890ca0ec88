"""Letting go of the evidence of clubs: two years after the stars. What was marked, and how, stays."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from ..models import RatingEvidence
from .evidence import delete_evidence
from .storage import EvidenceStorage

EVIDENCE_KEPT_FOR = timedelta(days=2 * 365)


def forget_expired() -> int:
    """Delete evidence of rounds that were over long ago, and stray files; returns how many pieces of evidence."""
    old = RatingEvidence.objects.filter(entry__round__awarded_at__lt=timezone.now() - EVIDENCE_KEPT_FOR)
    gone = 0
    for row in old:
        with transaction.atomic():
            delete_evidence(row)
        gone += 1
    sweep()
    return gone


def sweep() -> int:
    """Delete files that no evidence knows: their process was killed at the wrong moment. Returns how many."""
    return EvidenceStorage().delete_strays(RatingEvidence.objects.all())
