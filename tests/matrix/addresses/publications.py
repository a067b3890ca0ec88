"""Lists published for objection, and what is objected."""

from ..roles import APPROVERS, STAFF, Who
from .door import REVIEWERS, Door

ADDRESSES = [
    (
        Door(STAFF),
        r"""
        publications/{,<int:pk>/,<int:pk>/object/}
        """,
    ),
    (
        Door(REVIEWERS),  # A published list on paper: the office, and whoever answers the objections to it.
        r"""
        publications/<int:pk>/{list.pdf,result.pdf}
        """,
    ),
    (
        # The committee and the chair answer objections, and so does a deputy where the chair objects.
        Door(APPROVERS | {Who.AUDITOR}),
        r"""
        publications/objections/
        """,
    ),
    (
        # One's own; of others nobody finds one but those who answer it, and who read whose it is: each look is noted.
        Door(STAFF, shows=frozenset({"name"}), shown_to=frozenset({Who.AUDITOR})),
        r"""
        publications/objections/<int:pk>/{,take-up/,answer/,withdraw/}
        """,
    ),
]
