"""A draw as a file: all that `recompute.py` asks for, and nobody's name."""

from ..models import Draw


def file_of(draw: Draw) -> dict:
    """Return what is published of a draw."""
    return {
        "algorithm": draw.algorithm,
        "title": draw.session.offering.title,
        "starts_at": draw.session.starts_at and draw.session.starts_at.isoformat(),
        "places": draw.places,
        "put_first": draw.put_first,
        "first_timers_first": draw.first_timers_first,
        "seniority_counts": draw.seniority_counts,
        "commitment": draw.commitment,
        "committed_at": draw.committed_at.isoformat(),
        "seed": draw.seed,
        "drawn_at": draw.drawn_at.isoformat(),
        "entries_digest": draw.entries_digest,
        "entries": [
            {
                "number": entry.number,
                "weight": entry.weight,
                "first_timer": entry.is_first_timer,
                "people": entry.people,
                "digest": entry.digest,
                "score": entry.score,
                "position": entry.position,
            }
            for entry in draw.entries.order_by("position")
        ],
    }
