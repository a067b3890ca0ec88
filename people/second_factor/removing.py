"""The act of taking a member's second factor off, after the loss of a phone: recorded, and told to the member."""

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ..errors import Refused
from ..models import Member, SecondFactorRemoval
from ..registry import removal_rules
from ..sessions.ending import end_sessions_of

PERMISSION = "people.add_secondfactorremoval"


class MayNotTakeOff(Refused):
    sentence = _("Only administrators take a second factor off.")


class OwnSecondFactor(Refused):
    sentence = _("Nobody takes off their own second factor here; ask another administrator.")


class OfASuperuser(Refused):
    sentence = _("Only a superuser takes the second factor of a superuser off.")


class NothingToTakeOff(Refused):
    sentence = _("This member has no second factor.")


@transaction.atomic
def take_second_factor_off(member: Member, *, by: Member | None, reason: str) -> SecondFactorRemoval:
    """Delete the member's second factors and recovery codes, and end every sign-in; `by` is None at the server alone.

    Whoever has found the phone is out at once. The password stays, so that the account opens to nobody but whoever
    knows it; where the role needs a second factor, a new one is set up at the next sign-in.

    Raises:
        MayNotTakeOff: `by` is no administrator.
        OwnSecondFactor: `by` is the member.
        OfASuperuser: the member is a superuser and `by` is none.
        NothingToTakeOff: there is none.
    """
    if by is not None:
        _check_may(by, member)
    member = Member.objects.select_for_update(no_key=True).get(pk=member.pk)
    deleted, _models = Authenticator.objects.filter(user=member).delete()
    if not deleted:
        raise NothingToTakeOff
    removal = SecondFactorRemoval(member=member, removed_by=by, reason=reason.strip())
    removal.full_clean(exclude=["removed_by"])
    removal.save()
    end_sessions_of([member])
    for rule in removal_rules:
        rule(removal)
    return removal


def _check_may(by: Member, member: Member) -> None:
    if not by.has_perm(PERMISSION):
        raise MayNotTakeOff
    if by.pk == member.pk:
        raise OwnSecondFactor
    if member.is_superuser and not by.is_superuser:
        raise OfASuperuser
