from .audience import Audience
from .correction import Correction
from .former_number import FormerNumber
from .look import Look
from .member import Member, display_name
from .privacy_settings import PrivacySettings
from .role_grant import Role, RoleGrant
from .roster_import import HeadingMemory, RosterImport, RosterRow
from .second_factor_removal import SecondFactorRemoval
from .sign_in_code import SignInCode
from .sign_in_settings import SignInSettings
from .structure import Branch, Campus, Department, UnionGroup

__all__ = [
    "Audience",
    "Branch",
    "Campus",
    "Correction",
    "Department",
    "FormerNumber",
    "HeadingMemory",
    "Look",
    "Member",
    "PrivacySettings",
    "Role",
    "RoleGrant",
    "RosterImport",
    "RosterRow",
    "SecondFactorRemoval",
    "SignInCode",
    "SignInSettings",
    "UnionGroup",
    "display_name",
]
