"""How far a step has come, beside the transaction that nobody else can look into."""

from dataclasses import dataclass

from django.core.cache import caches

# More often would cost more than it tells.
EVERY = 200
KEPT_SECONDS = 3600


@dataclass(frozen=True)
class Progress:
    done: int = 0
    of: int = 0

    @property
    def percent(self) -> int:
        return min(99, self.done * 100 // self.of) if self.of else 0


def progress_of(roster_pk: int) -> Progress:
    return Progress(*caches["progress"].get(_key(roster_pk), (0, 0)))


def watch(roster_pk: int, of: int):
    """Return a function that is told how many rows are done."""

    def tick(done: int) -> None:
        if done == 1 or done % EVERY == 0:
            caches["progress"].set(_key(roster_pk), (done, of), KEPT_SECONDS)

    return tick


def forget(roster_pk: int) -> None:
    caches["progress"].delete(_key(roster_pk))


def _key(roster_pk: int) -> str:
    return f"people.roster.{roster_pk}"
