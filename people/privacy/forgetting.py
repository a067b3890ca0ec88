"""Every night every room lets go of what has been kept long enough. One that fails keeps no other from it."""

import logging

from .registry import forgetting_rules

logger = logging.getLogger(__name__)


class NotForgotten(Exception):
    """Some rooms could not let go of what they should; the job is shown as failed, with their names."""


def forget_everything_expired() -> None:
    """Run the rule of every room.

    Raises:
        NotForgotten: after the others have done theirs.
    """
    failed = []
    for room, rule in forgetting_rules().items():
        try:
            rule()
        except Exception:
            # What fails in one room has no common name, and is nothing to the others.
            logger.exception("%s has not forgotten what is expired", room)
            failed.append(room)
    if failed:
        raise NotForgotten(", ".join(failed))
