"""Which of the questions `make test` asks: all that are about somebody's record for those who work with such records,
and so many of the others that each address is asked by several roles. `make test-full` asks them all.
"""

from collections.abc import Iterable, Iterator

from .addresses import DOORS
from .places import Place
from .roles import Who

# Every how many are asked: of what is one's own, of what the admin has about somebody's record, and of the rest.
# Whoever may not enter the admin stands before one and the same door at each of its addresses.
EVERY = {
    Who.VISITOR: (3, 6, 18),
    Who.STAFF: (1, 6, 18),
    Who.RETIRED: (4, 18, 36),
    Who.LEAVER: (6, 18, 36),
    Who.GROUP_LEADER: (1, 18, 36),
    Who.BRANCH_CHAIR: (4, 18, 36),
    Who.CLUB_LEADER: (6, 3, 18),
    Who.LIBRARIAN: (6, 3, 18),
    Who.OFFICER: (6, 3, 18),
    Who.DEPUTY: (8, 9, 36),
    Who.CHAIR: (6, 3, 18),
    Who.ADMINISTRATOR: (4, 1, 18),
    Who.SUPERUSER: (8, 9, 36),
    Who.AUDITOR: (6, 6, 36),
}

# About people too, though no id of theirs stands in the address.
ABOUT_PEOPLE = ("admin/^people/rolegrant/create/", "admin/users/new/", "admin/slips/", "admin/roster/")


def sampled(places: Iterable[Place], who: Who) -> Iterator[Place]:
    """Yield the places that are asked in this role; the same ones in each run."""
    routes: dict[str, int] = {}
    turn, (own, personal, others) = list(Who).index(who), EVERY[who]
    for count, place in enumerate(places):
        number = routes.setdefault(place.route, len(routes))
        if place.route.startswith("me/"):
            asked = (number + turn) % own == 0
        elif place.whose == "nobody's" and not place.route.startswith(ABOUT_PEOPLE):
            asked = (count + turn) % others == 0
        else:
            asked = (number + turn) % personal == 0 and (place.whose != "colleague" or DOORS[place.route].own)
        if asked:
            yield place
