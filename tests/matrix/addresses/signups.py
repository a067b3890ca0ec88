"""Dates and places: sign-ups, lists, attendance, draws, selections."""

from ..roles import ADMINISTRATORS, EVERYBODY, STAFF, Who
from .door import OFFICE, ORGANISERS, Door

ADDRESSES = [
    (
        Door(EVERYBODY),
        r"""
        sessions/<int:pk>/{,calendar.ics,draw/,draw/file/}
        draws/recompute.py
        drives/<int:pk>/
        """,
    ),
    (
        Door(STAFF),
        r"""
        me/sign-ups/
        sessions/<int:pk>/sign-up/
        venues/{,<int:pk>/{,book/}}
        me/group-places/
        selections/{,consents/}
        selections/<int:pk>/{,apply/,withdraw/,doubt/,draw/}
        sessions/<int:pk>/{swap/,group/,group/<int:row_pk>/take-back/}
        """,
    ),
    (
        Door(STAFF, own=True),
        r"""
        me/sign-ups/<int:pk>/{cancel/,confirm/}
        swaps/<int:pk>/{accept/,withdraw/}
        selections/rate/<int:pk>/
        sessions/<int:pk>/answers/
        """,
    ),
    (
        Door(STAFF),  # The dates that one keeps: for most these are none.
        r"""
        sessions/{mine,differing}/
        """,
    ),
    (
        Door(ORGANISERS),  # A date of a club, for whoever keeps its list.
        r"""
        sessions/<int:pk>/list/{,add/,import/,admit/,message/,places/,move/,cancel/,reopen/,series/}
        sessions/<int:pk>/list/{workbook/,roll/,poster/,poster.pdf,poster.png}
        """,
    ),
    (
        Door(ORGANISERS, shows=frozenset({"private data"})),  # One sign-up, with the number to call.
        r"""
        sessions/<int:pk>/list/<int:sign_up_pk>/{,admit/,refuse/,first/,move/,off/}
        """,
    ),
    (
        Door(OFFICE | {Who.CLUB_LEADER}),  # Whoever keeps the list of a date; drives are the office's.
        r"""
        sessions/<int:pk>/list/{draw/,groups/,pools/,pools/merge/}
        """,
    ),
    (
        Door(OFFICE),
        r"""
        admin/^{signups/signup,signups/strike}/RECORD_PAGES
        """,
    ),
    (
        Door(OFFICE | ADMINISTRATORS),
        r"""
        admin/{venue,base}/{LISTED,KEPT_ROW}
        """,
    ),
    (
        # Of others nobody finds one but whoever keeps the list, such as the office.
        Door(STAFF),
        r"""
        sessions/<int:pk>/answers/files/<int:file>/
        """,
    ),
    (
        # Besides the office, contact person and club leaders: each of their own dates.
        Door(OFFICE),
        r"""
        sessions/<int:pk>/list/answers/{,export/,<int:answers>/}
        sessions/<int:pk>/list/pick-up/
        drives/{,<int:pk>/edit/}
        """,
    ),
    (
        Door(OFFICE),  # Who makes the list of a selection; consent is the head's, and the office's where there is none.
        r"""
        selections/{turns/,ratings/,ratings/<int:pk>/,applications/<int:pk>/,marks/<int:pk>/,consents/<int:pk>/}
        selections/<int:pk>/{people/workbook/,rank/,discard/,recompute/,publish/}
        """,
    ),
    (
        # All applications for whoever makes the list; for those who look after somebody, these alone.
        Door(OFFICE | {Who.GROUP_LEADER, Who.BRANCH_CHAIR}),
        r"""
        selections/<int:pk>/people/
        """,
    ),
    (
        Door(STAFF),  # Check-in of one's own; whoever has no place, no code, or somebody else's, is told nothing.
        r"""
        sessions/<int:pk>/{code/,door/<str:code>/}
        check-in/<str:code>/
        """,
    ),
    (
        Door(ORGANISERS),  # Who came to a date of a club, for whoever keeps its list.
        r"""
        sessions/<int:pk>/list/attendance/{,marks/,close/,walk-in/,course/,course/file/}
        sessions/<int:pk>/list/door/{,code/}
        missed/<int:pk>/waive/
        """,
    ),
]
