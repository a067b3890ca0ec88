"""Who needs a second factor, who has one, and whether this sign-in has shown it."""

from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest

from ..codes.issuing import approving
from ..models import Member
from ..models.role_grant import APPROVING_ROLES, SECOND_FACTOR_ROLES

# Recovery codes alone are none: they stand in for what was lost.
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
# In the session: whose sign-in has shown a second factor, or came by a door that counts as one.
SHOWN_BY = "people.second_factor"


def needs_second_factor(member: Member) -> bool:
    """Tell whether the member may work only after a second factor: by role, as a superuser, or as somebody's deputy."""
    if not settings.SECOND_FACTOR_REQUIRED:
        return False
    if member.is_superuser:
        return True
    roles = settings.SECOND_FACTOR_ROLES or SECOND_FACTOR_ROLES
    needs = Q(pk__in=Member.objects.holding(*roles).values("pk"))
    # Whoever stands in for an approver does the same with less of a name.
    if set(roles) & set(APPROVING_ROLES):
        needs |= Q(pk__in=approving(Member.objects.filter(pk=member.pk)).values("pk"))
    return Member.objects.filter(needs, pk=member.pk).exists()


def has_second_factor(member: Member) -> bool:
    return get_adapter().is_mfa_enabled(member, FACTORS)


def has_shown_it(request: HttpRequest) -> bool:
    """Tell whether the sign-in of this request has shown one: at the door, or when it was asked for later."""
    member = request.user
    if request.session.get(SHOWN_BY) == member.pk:
        return True
    return any(record["method"] == "mfa" for record in get_authentication_records(request, member))


def note_shown(request: HttpRequest, member: Member) -> None:
    """Note it in the session, with whose it is: another member who signs in with this browser brings their own."""
    request.session[SHOWN_BY] = member.pk


def came_by_a_device_alone(request: HttpRequest, member: Member) -> bool:
    """Tell whether a device opened the account in place of number and password."""
    return any(record.get("passwordless") for record in get_authentication_records(request, member))


def counts_as_second_factor(door: str) -> bool:
    """Tell whether a sign-in by this door of another service needs no second factor of ours."""
    return door in settings.SECOND_FACTOR_DOORS
