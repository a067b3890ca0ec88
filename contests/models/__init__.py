from .call import Call, CallKind
from .festival import FestivalPage
from .vote import Ballot, Choice, Tally, Voted, VoteRound
from .work import Work

__all__ = ["Ballot", "Call", "CallKind", "Choice", "FestivalPage", "Tally", "Voted", "VoteRound", "Work"]
