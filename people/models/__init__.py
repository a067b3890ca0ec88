from .audience import Audience
from .member import Member, display_name
from .role_grant import Role, RoleGrant
from .structure import Branch, Campus, Department, UnionGroup

__all__ = ["Audience", "Branch", "Campus", "Department", "Member", "Role", "RoleGrant", "UnionGroup", "display_name"]
