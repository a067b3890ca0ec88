"""Whose account a sign-in by another service opens."""

from django.utils.translation import gettext_lazy as _

from ..codes.redeeming import number_as_meant
from ..errors import Refused
from ..models import Member


class NobodyHere(Refused):
    """Unknown, departed and inactive alike: who comes by another service need not learn which."""

    sentence = _(
        "The other service knows you, but there is no open account here for your employee number. Please ask the union "
        "office: it keeps the roster."
    )


class NoNumber(Refused):
    sentence = _(
        "The other service did not say your employee number. Please ask the information department to enter it there, "
        "or sign in with your password."
    )


def member_with(number: object) -> Member:
    """Return the member with this employee number, whose account is open.

    Raises:
        NoNumber: there is none in what the service says.
        NobodyHere: nobody has it, or the account is closed.
    """
    meant = number_as_meant(str(number)) if isinstance(number, str | int) else ""
    if not meant:
        raise NoNumber
    found = Member.objects.filter(employee_number__iexact=meant[:40])[:2]
    if len(found) != 1 or not found[0].is_active or found[0].is_gone:
        raise NobodyHere
    return found[0]
