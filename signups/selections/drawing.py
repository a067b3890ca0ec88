"""The draw of a selection as a file: all that `draws/recompute.py` asks for, and nobody's name."""

from ..draws.recompute import ALGORITHM, digest_of_entries, in_order
from ..models import Application, Run
from .closing import entries_of


def draw_file_of(run: Run) -> dict:
    """Return what is published of the draw once applications have closed."""
    entries = entries_of(Application.objects.filter(run=run).exclude(number=None).order_by("number"))
    return {
        "algorithm": ALGORITHM,
        "title": run.selection.title,
        "starts_at": None,
        "places": 0,
        "put_first": 0,
        "first_timers_first": False,
        "seniority_counts": False,
        "commitment": run.commitment,
        "committed_at": run.committed_at.isoformat(),
        "seed": run.seed,
        "drawn_at": run.closed_at.isoformat(),
        "entries_digest": digest_of_entries(entries),
        "entries": in_order(run.seed, entries, False),
    }
