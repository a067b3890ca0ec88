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
# In the session: whose sign-in has shown a second factor, and whose came by a door that counts as one.
SHOWN_BY = "people.second_factor"
CAME_BY_DOOR = "people.second_factor_by_door"


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
    """Tell whether the sign-in of this request has shown one: at the door, or when it was asked for later.

    It counts for as long as the member has one: whoever takes it off and is given such a role later sets one up anew.
    """
    member, session = request.user, request.session
    if session.get(CAME_BY_DOOR) == member.pk:
        return True
    shown = session.get(SHOWN_BY) == member.pk or any(
        record["method"] == "mfa" for record in get_authentication_records(request, member)
    )
    return shown and has_second_factor(member)


def note_shown(request: HttpRequest, member: Member) -> None:
    """Note it in the session, with whose it is: another member who signs in with this browser brings their own."""
    request.session[SHOWN_BY] = member.pk


def note_door(request: HttpRequest, member: Member) -> None:
    """Note, in the same way, that the sign-in needs no second factor of ours."""
    request.session[CAME_BY_DOOR] = member.pk


def came_by_a_device_alone(request: HttpRequest, member: Member) -> bool:
    """Tell whether a device opened the account in place of number and password."""
    return any(record.get("passwordless") for record in get_authentication_records(request, member))


def counts_as_second_factor(door: str) -> bool:
    """Tell whether a sign-in by this door of another service needs no second factor of ours."""
    return door in settings.SECOND_FACTOR_DOORS
