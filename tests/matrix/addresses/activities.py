"""Clubs with their members, accounts and stars; activities, and their files."""

from ..roles import APPROVERS, EVERYBODY, STAFF, Who
from .door import ACCOUNTABLE, OFFICE, ORGANISERS, REVIEWERS, Door

ADDRESSES = [
    (
        Door(EVERYBODY),
        r"""
        calendar.ics
        calendar/<int:pk>.ics
        activities/{,<int:pk>/}
        clubs/recruitment/
        """,
    ),
    (
        Door(STAFF),
        r"""
        activities/<int:pk>/all-dates/
        clubs/<int:pk>/{join/,leave/,place/,stay/}
        """,
    ),
    (
        # Who asked for an expense and who entered it is named to whoever reads the account.
        Door(ACCOUNTABLE, shows=frozenset({"name"})),
        r"""
        clubs/<int:pk>/budget/{,book/,<int:year>/statement.pdf,<int:year>/statement.xlsx}
        expenses/<int:pk>/{,receipts/<int:receipt>/}
        """,
    ),
    (
        Door(REVIEWERS, shows=frozenset({"name"})),
        r"""
        budgets/{,<int:year>/statement.pdf,<int:year>/statement.xlsx}
        """,
    ),
    (
        Door(frozenset({Who.CLUB_LEADER})),  # What a club asks for.
        r"""
        clubs/<int:pk>/budget/ask/
        expenses/<int:pk>/{ask-for-more/,present/,receipts/<int:receipt>/take-off/}
        """,
    ),
    (
        Door(APPROVERS | {Who.CLUB_LEADER}),
        r"""
        expenses/<int:pk>/withdraw/
        """,
    ),
    (
        Door(APPROVERS),  # What is decided about it: never by those who review the accounts.
        r"""
        clubs/<int:pk>/budget/{allocate/,book/<int:entry>/reverse/,<int:year>/close/,proposals/<int:proposal>/decline/}
        expenses/<int:pk>/{approve/,refuse/,book/,send-back/,reverse/}
        """,
    ),
    (
        Door(STAFF, shows=frozenset({"name"})),  # Those who belong to the same club: all of them do.
        r"""
        clubs/<int:pk>/members/
        """,
    ),
    (
        Door(ORGANISERS),  # A club, for whoever leads it.
        r"""
        clubs/<int:pk>/{announce/,duties/,renewal/}
        clubs/<int:pk>/{duties/<int:role_pk>/end/,renewal/<int:membership_pk>/bring-back/}
        """,
    ),
    (
        Door(OFFICE),
        r"""
        clubs/renewal/
        """,
    ),
    (
        # A round of the star rating: everybody of the cast sits on the committee, which marks its clubs.
        Door(STAFF),
        r"""
        ratings/
        ratings/<int:pk>/{marking/,result/}
        ratings/clubs/<int:pk>/{,marks/}
        """,
    ),
    (
        Door(OFFICE),  # The office moves a round on.
        r"""
        ratings/<int:pk>/{,criteria/,open/,begin-marks/,put-forward/,withdraw/,result/workbook/}
        ratings/clubs/<int:pk>/reopen/
        """,
    ),
    (
        Door(frozenset({Who.CLUB_LEADER})),  # What a club says of itself: its leaders.
        r"""
        ratings/clubs/<int:pk>/{self-assessment/,take-back/}
        """,
    ),
    (
        Door(STAFF),  # Evidence of a club that has handed in, for the committee too.
        r"""
        ratings/evidence/<int:pk>/
        """,
    ),
    (
        Door(ORGANISERS),  # The file of a date of a club, for whoever keeps its list.
        r"""
        sessions/<int:pk>/list/file/{,make/,progress/,photos/,handouts/,handouts/blank.pdf}
        sessions/<int:pk>/list/file/parts/<slug:part>/{attach/,choose/}
        sessions/<int:pk>/list/file/photos/<int:row_pk>/{,small/,remove/}
        sessions/<int:pk>/list/file/documents/<int:row_pk>/{,remove/}
        sessions/<int:pk>/list/file/handouts/<int:row_pk>/{,remove/,sheet/}
        """,
    ),
    (
        Door(ORGANISERS, own=True),  # What was made is for whoever had it made.
        r"""
        sessions/<int:pk>/list/file/made/<int:row_pk>/{zip/,pdf/,discard/}
        """,
    ),
]
