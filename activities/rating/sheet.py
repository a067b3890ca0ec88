"""What the committee reads of one club, criterion by criterion, and which clubs come before and after."""

from ..models import ClubRating
from .figures import figure_of


def sheet_of(entry: ClubRating, criteria, form) -> dict:
    """Return `parts`, one for each criterion, and `previous`, `following`, `place` and `number` among the clubs.

    What the club wrote and did not hand in stays its own.
    """
    own, evidence = {}, {}
    if entry.is_handed_in:
        own = {mark.criterion_id: mark for mark in entry.self_marks.all()}
        for row in entry.evidence.all():
            evidence.setdefault(row.criterion_id, []).append(row)
    figures = {figure.criterion_id: figure for figure in entry.figures.all()}
    parts = []
    for criterion in criteria:
        known = figure_of(criterion.figure)
        parts.append(
            {
                "criterion": criterion,
                "own": own.get(criterion.pk),
                "evidence": evidence.get(criterion.pk, []),
                "figure": figures.get(criterion.pk),
                "figure_label": known.label if known else criterion.figure,
                "fields": form.fields_for(criterion),
            }
        )
    return {"parts": parts, **_neighbours(entry)}


def _neighbours(entry: ClubRating) -> dict:
    order = list(entry.round.entries.order_by("club__title", "pk").values_list("pk", flat=True))
    place = order.index(entry.pk)
    return {
        "place": place + 1,
        "number": len(order),
        "previous": order[place - 1] if place else None,
        "following": order[place + 1] if place + 1 < len(order) else None,
    }
