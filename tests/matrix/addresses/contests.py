"""Contests with their teams and matches; works and votes."""

from ..roles import EVERYBODY, STAFF
from .door import OFFICE, Door

ADDRESSES = [
    (
        Door(EVERYBODY),
        r"""
        contests/
        contests/<int:pk>/{,programme.pdf}
        """,
    ),
    (
        Door(STAFF),  # Works and votes.
        r"""
        me/works/
        works/{,<int:pk>/,calls/<int:pk>/,calls/<int:pk>/hand-in/}
        votes/<int:pk>/
        """,
    ),
    (
        Door(STAFF, own=True),
        r"""
        me/works/<int:pk>/{replace/,withdraw/}
        """,
    ),
    (
        # Teams and matches, with who plays. What captains and players do there, each does with the own team alone.
        Door(STAFF, shows=frozenset({"name"})),
        r"""
        me/teams/
        contests/<int:pk>/enter/
        contests/teams/<int:pk>/{,name/,roster/,withdraw/}
        contests/players/<int:pk>/{off/,seat/,decline/}
        contests/fixtures/<int:pk>/{,result/}
        contests/results/<int:pk>/{confirm/,dispute/}
        """,
    ),
    (
        # What keeps a contest: its contact person and the leaders of its club, each of their own, beside.
        Door(OFFICE),
        r"""
        contests/<int:pk>/keep/{,honours/,rosters/,results/,fixtures/,fixtures/add/,events/<int:event>/}
        contests/fixtures/<int:pk>/{hours/,off/}
        """,
    ),
    (
        Door(OFFICE),  # What members have handed in, and how many have voted.
        r"""
        works/calls/<int:pk>/office/{,submit/}
        votes/<int:pk>/office/{,honours/,result.xlsx}
        """,
    ),
]
