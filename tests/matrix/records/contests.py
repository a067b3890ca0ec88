"""Teams, matches, works and votes."""

from ..roles import LEADS, SELF, STAFF
from .record import OFFICE, ONLY_SELF, Record

RECORDS = {
    "team": Record(
        "who is captain of a team, and plays for it: named by captains of their own branch or group, read by all staff",
        read=STAFF,
        made=STAFF,
        changed=OFFICE | {SELF},
        marked=False,
        models={"contests.Team": ("captain",), "contests.Player": ("member",)},
    ),
    "late change": Record(
        "why a roster was changed after it had closed: for the team, who leads it, and the organiser",
        read=OFFICE | {SELF, LEADS},
        made=OFFICE,
        models={"contests.RosterChange": ("member",)},
    ),
    "match": Record(
        "who has entered a result, fixtures and honours: signed by whoever acts",
        read=STAFF,
        made=ONLY_SELF,
        changed=OFFICE | {SELF},
        marked=False,
        models={
            "contests.Result": ("entered_by", "confirmed_by"),
            "contests.Performance": ("entered_by",),
            "contests.Programme": ("made_by",),
            "contests.Award": ("made_by",),
        },
    ),
    "work": Record(
        "what somebody has handed in to a call: read by the office, and by colleagues once it is approved",
        read=OFFICE | {SELF},
        made=OFFICE | {SELF},
        changed=OFFICE | {SELF},
        models={"contests.Work": ("author",)},
    ),
    "vote": Record(
        "in which rounds somebody has voted; what was chosen is nobody's",
        read=ONLY_SELF,
        made=ONLY_SELF,
        marked=False,
        models={"contests.Voted": ("member",), "contests.Ballot": (), "contests.Choice": ()},
    ),
}
