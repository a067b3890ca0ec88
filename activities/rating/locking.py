"""One lock for a round: whoever moves it on, and whoever writes into it, waits here for each other."""

from ..models import ClubRating, RatingRound


def lock_round(pk: int) -> RatingRound:
    return RatingRound.objects.select_for_update(no_key=True).get(pk=pk)


def lock_entry(pk: int) -> ClubRating:
    """Lock the round of an entry, then the entry, and return it as it is after that."""
    round = lock_round(ClubRating.objects.values_list("round", flat=True).get(pk=pk))
    entry = ClubRating.objects.select_for_update(no_key=True, of=("self",)).select_related("club").get(pk=pk)
    entry.round = round
    return entry
