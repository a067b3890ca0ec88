"""In which roles every address is asked, and what somebody may be to whose record it is."""

from enum import Enum


class Who(Enum):
    """The roles in which every address is asked."""

    VISITOR = "visitor"
    STAFF = "member of staff"
    RETIRED = "retired member"
    LEAVER = "somebody who has left, with a session that is still there"
    GROUP_LEADER = "leader of a union group"
    BRANCH_CHAIR = "branch chair"
    CLUB_LEADER = "club leader"
    LIBRARIAN = "librarian"
    OFFICER = "publicity officer"
    DEPUTY = "deputy chair"
    CHAIR = "chair"
    ADMINISTRATOR = "administrator"
    SUPERUSER = "superuser"
    AUDITOR = "member of the accounts-review committee"


class Tie(Enum):
    """What somebody is to the person whose record it is."""

    SELF = "it is their own"
    LEADS = "leads their union group, or chairs its branch"
    TOLD = "has told them something before and may remind them, or they are told of it by their office"


SELF, LEADS = Tie.SELF, Tie.LEADS
NOBODY = frozenset()
ADMINISTRATORS = frozenset({Who.ADMINISTRATOR, Who.SUPERUSER})
APPROVERS = frozenset({Who.CHAIR, Who.DEPUTY})
# Whoever may enter the admin, for something of their own or of the office's.
EDITORS = frozenset({Who.CLUB_LEADER, Who.LIBRARIAN, Who.OFFICER}) | APPROVERS | ADMINISTRATORS
NOT_SIGNED_IN = frozenset({Who.VISITOR, Who.LEAVER})
STAFF = frozenset(Who) - NOT_SIGNED_IN
EVERYBODY = frozenset(Who)
