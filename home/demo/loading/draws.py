"""A draw of the last days: its seed was promised in time, people asked for a place, sign-up closed."""

import secrets
from datetime import timedelta

from people.sealing import seal
from signups.draws.committing import SEED_BYTES
from signups.draws.drawing import draw
from signups.draws.recompute import commitment_of
from signups.models import DrawSeed, Session, SignUp

PROMISED_BEFORE = timedelta(days=7)
ASKED_BEFORE = timedelta(days=1)


def open_again(session: Session) -> None:
    """Let people sign up for a date whose sign-up has closed, and whose seed was promised before."""
    seed = secrets.token_hex(SEED_BYTES)
    DrawSeed.objects.create(
        session=session,
        sealed=seal(seed),
        commitment=commitment_of(seed),
        made_at=session.closes_at - PROMISED_BEFORE,
    )
    Session.objects.filter(pk=session.pk).update(closes_at=None)


def close_and_draw(session: Session) -> None:
    """Let it be closed as `session` says, which was read before `open_again`, and draw."""
    Session.objects.filter(pk=session.pk).update(closes_at=session.closes_at)
    SignUp.objects.filter(session=session).update(made_at=session.closes_at - ASKED_BEFORE)
    draw(session)
