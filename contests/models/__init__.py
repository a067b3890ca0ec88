from .ballot import Ballot, Choice, Tally, Voted
from .call import Call, CallKind
from .contest import Contest
from .event import ContestEvent
from .festival import FestivalPage
from .fixture import Fixture, Programme
from .result import Award, Performance, Result
from .team import Player, RosterChange, Team
from .vote import VoteRound
from .work import Work

__all__ = [
    "Award",
    "Ballot",
    "Call",
    "CallKind",
    "Choice",
    "Contest",
    "ContestEvent",
    "FestivalPage",
    "Fixture",
    "Performance",
    "Player",
    "Programme",
    "Result",
    "RosterChange",
    "Tally",
    "Team",
    "VoteRound",
    "Voted",
    "Work",
]
