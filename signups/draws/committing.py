"""The promise before the draw: a secret seed, of which the SHA-256 is public from the start."""

import secrets

from people.sealing import seal

from ..models import DrawSeed, Session
from .recompute import commitment_of

SEED_BYTES = 32


def commit_to_seeds() -> int:
    """Commit to a seed for every date that is drawn some day and has none; returns how many are new."""
    missing = list(Session.objects.without_seed())
    DrawSeed.objects.bulk_create([_new(session) for session in missing], ignore_conflicts=True)
    return len(missing)


def seed_of(session: Session) -> DrawSeed:
    """Return the seed of a session; under the lock, one that is made this moment where there was none."""
    DrawSeed.objects.bulk_create([_new(session)], ignore_conflicts=True)
    return DrawSeed.objects.get(session=session)


def _new(session: Session) -> DrawSeed:
    seed = secrets.token_hex(SEED_BYTES)
    return DrawSeed(session=session, sealed=seal(seed), commitment=commitment_of(seed))
