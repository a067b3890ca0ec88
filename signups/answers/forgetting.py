"""Letting go of answers: some days after the date, or after the sign-up has ended, and when a member is emptied."""

import logging

from people.models import Member

from ..models import Answers, Attachment, SignUpSettings
from .keeping import delete_answers
from .storage import AnswersStorage

logger = logging.getLogger(__name__)


def forget_expired() -> int:
    """Delete answers whose days are over, and stray files; returns how many answers. One that fails keeps no other."""
    gone, failed = 0, 0
    for answers in Answers.objects.expired(SignUpSettings.load().answers_kept_days):
        try:
            delete_answers(answers)
            gone += 1
        except Exception:
            logger.exception("answers %s could not be deleted", answers.pk)
            failed += 1
    sweep()
    if failed:
        raise RuntimeError(f"{failed} answers could not be deleted; see the log.")
    return gone


def sweep() -> int:
    """Delete files that no attachment knows: their process was killed at the wrong moment. Returns how many."""
    return AnswersStorage().delete_strays(Attachment.objects.all())


def empty(member: Member) -> None:
    """Delete what a member has answered whose personal data is emptied."""
    for answers in Answers.objects.filter(sign_up__member=member):
        delete_answers(answers)
