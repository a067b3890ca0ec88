"""The act of using a code: once, for a password of one's own."""

import unicodedata

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from ..models import Member, SignInCode
from ..sessions.ending import end_sessions_of
from .characters import as_meant, digest_of
from .errors import WrongCode
from .issuing import may_do_more_than

# Of a number: its twenty signs and as many spaces.
LONGEST_TYPED = 40
# What a code is compared with where there is none, so that it takes as long.
NO_DIGEST = "0" * 64


def number_as_meant(typed: str) -> str:
    """Return the employee number that somebody has typed: spaces, full-width signs and small letters forgiven."""
    return "".join(unicodedata.normalize("NFKC", typed).split()).upper()


def find_code(number: str, typed: str) -> SignInCode:
    """Return the code that opens the account with this number, without using it.

    Raises:
        WrongCode: for whatever reason, after the same one query and comparison.
    """
    found = SignInCode.objects.open().select_related("member", "issued_by")
    code = found.filter(member__employee_number__iexact=number_as_meant(number)[:LONGEST_TYPED]).first()
    digest = digest_of(code.member_id if code else 0, as_meant(typed))
    fits = constant_time_compare(digest, code.digest if code else NO_DIGEST)
    if not fits or not _opens(code):
        raise WrongCode
    return code


@transaction.atomic
def use_code(code_pk: int, password: str) -> Member:
    """Give the member of this code the password; other sign-ins of the account end. Returns the member.

    Raises:
        WrongCode: it was used, withdrawn or has expired meanwhile, or the account has closed.
    """
    code = lock_code(code_pk)
    if not _opens(code):
        raise WrongCode
    code.used_at = timezone.now()
    code.save(update_fields=["used_at"])
    member = code.member
    member.set_password(password)
    member.save(update_fields=["password"])
    end_sessions_of([member])
    return member


def lock_code(code_pk: int) -> SignInCode:
    """Return the code with its member, both kept as they are until the transaction ends.

    The member first, as whoever issues a newer code or closes the account does.

    Raises:
        WrongCode: there is no such code any more.
    """
    Member.objects.select_for_update(of=("self",), no_key=True).filter(sign_in_codes=code_pk).first()
    code = SignInCode.objects.select_for_update(of=("self",)).select_related("member", "issued_by")
    code = code.filter(pk=code_pk).first()
    if code is None:
        raise WrongCode
    return code


def _opens(code: SignInCode) -> bool:
    """Tell whether a code opens its account now: not where the member has got more rights than the issuer since."""
    if not code.is_usable or not code.member.is_active:
        return False
    return not may_do_more_than(code.issued_by, Member.objects.filter(pk=code.member_id)).exists()
