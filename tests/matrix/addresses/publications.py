"""Lists published for objection, and what is objected."""

from ..roles import APPROVERS, STAFF, Who
from .door import OFFICE, Door

ADDRESSES = [
    (
        Door(STAFF),
        r"""
        publications/{,<int:pk>/,<int:pk>/object/}
        """,
    ),
    (
        Door(OFFICE),  # A published list on paper; besides the office, whoever answers the objections to it.
        r"""
        publications/<int:pk>/{list.pdf,result.pdf}
        """,
    ),
    (
        Door(APPROVERS),  # The chair answers objections, and so does a deputy where the chair objects.
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
