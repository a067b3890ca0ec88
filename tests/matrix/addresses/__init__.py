"""For whom each address of the site is, room by room. A new address is a line in its room; CONTRIBUTING.md says how.

A line is a route of the resolver; `{a,b}` and words in capitals as in tests/approval/addresses.py.
"""

from collections.abc import Iterator

from tests.approval.addresses import FAILING as FAILING_FOR_SUPERUSERS
from tests.approval.addresses import spelt_out

from . import activities, contests, editing, people, publications, signups, site
from .door import Door

__all__ = ["DOORS", "FAILING", "Door"]

ROOMS = (site, people, publications, signups, activities, contests, editing)
LISTED = ",results/,history/<int:pk>/,history-results/<int:pk>/,usage/<int:pk>/"
KEPT_ROW = "new/,edit/<int:pk>/,delete/<int:pk>/"
OWN_WORDS = {
    "LISTED": LISTED,
    "KEPT_ROW": KEPT_ROW,
    "RECORD_PAGES": "{"
    + ",".join(
        ["$", "create/$"] + [rf"{act}/(?P<instance_pk>[-\w]+)/$" for act in ("edit", "delete", "inspect", "history")]
    )
    + "}",
}


def routes_of(lines: str) -> Iterator[str]:
    """Yield the routes that a table's lines name."""
    for line in lines.split():
        for word, meaning in OWN_WORDS.items():
            line = line.replace(word, meaning)
        yield from spelt_out(line)


# Wagtail's own failures, each looked at: tests/approval/addresses.py says what they are. Besides, an empty form for a
# link, and for a version to be taken up again.
FAILING = FAILING_FOR_SUPERUSERS | {
    "admin/choose-external-link/",
    # Wagtail makes no form for whoever may add documents to no collection.
    "admin/documents/multiple/create_from_uploaded_document/<int:uploaded_file_id>/",
    *spelt_out("admin/snippets/SNIPPET/history/<int:pk>/revisions/<int:revision_id>/revert/"),
}

DOORS = {route: door for room in ROOMS for door, lines in room.ADDRESSES for route in routes_of(lines)}
