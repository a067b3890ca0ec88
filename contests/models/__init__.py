from .contest import Contest, ContestEvent
from .fixture import Fixture, Programme
from .result import Award, Performance, Result
from .team import Player, RosterChange, Team

__all__ = [
    "Award",
    "Contest",
    "ContestEvent",
    "Fixture",
    "Performance",
    "Player",
    "Programme",
    "Result",
    "RosterChange",
    "Team",
]
