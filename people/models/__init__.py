from .audience import Audience
from .body import Body, PostHeld, Term
from .correction import Correction
from .dependant import Dependant
from .former_number import FormerNumber
from .look import Look
from .member import Member, display_name
from .membership import MembershipApplication, MembershipChange
from .privacy_settings import PrivacySettings
from .role_grant import Role, RoleGrant
from .roster_import import HeadingMemory, RosterImport, RosterRow
from .second_factor_removal import SecondFactorRemoval
from .sign_in_code import SignInCode
from .sign_in_settings import SignInSettings
from .structure import Branch, Campus, Department, UnionGroup

__all__ = [
    "Audience",
    "Body",
    "Branch",
    "Campus",
    "Correction",
    "Department",
    "Dependant",
    "FormerNumber",
    "HeadingMemory",
    "Look",
    "Member",
    "MembershipApplication",
    "MembershipChange",
    "PostHeld",
    "PrivacySettings",
    "Role",
    "RoleGrant",
    "RosterImport",
    "RosterRow",
    "SecondFactorRemoval",
    "SignInCode",
    "SignInSettings",
    "Term",
    "UnionGroup",
    "display_name",
]
