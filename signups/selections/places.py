"""What a selection has to give. A list holds for the places that it was made for."""

from ..models import Pool, Run
from .holding import sessions_of


def places_of(run: Run) -> list:
    """Return for each date that takes place its id, its places, how many a ward may send, and the shares of it that
    are kept: as it stands in JSON. Two queries.
    """
    sessions = sessions_of(run)
    kept: dict[int, list] = {session.pk: [] for session in sessions}
    for pool in Pool.objects.kept().filter(session__in=kept).order_by("audience", "branch", "union_group", "pk"):
        kept[pool.session_id].append([pool.audience_id, pool.branch_id, pool.union_group_id, pool.places])
    return [
        [session.pk, session.capacity, session.offering.limit_per_department, kept[session.pk]] for session in sessions
    ]
