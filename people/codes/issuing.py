"""The act of issuing codes: recorded, one open code a member, none for an account that may do more than the issuer."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from ..models import Member, SignInCode, SignInSettings
from ..models.role_grant import APPROVING_ROLES
from ..registry import approving_rules
from . import characters
from .errors import IssuedMeanwhile, MayDoMore, MayNotIssue, NoAccount, TooManySlips

PERMISSION = "people.add_signincode"
# A sheet of so many is made in a few seconds; docs/rules/sign-in.md has the figures.
AT_ONCE = 500


@dataclass(frozen=True)
class Issued:
    """A code in plain text, for the one response that prints it."""

    member: Member
    code: str
    expires_at: datetime


@transaction.atomic
def issue_codes(member_pks: Collection[int], *, by: Member, seen_at: datetime | None = None) -> list[Issued]:
    """Issue a code for each of the members; their older codes open nothing any more. In the order of `member_pks`.

    `seen_at` is when the issuer looked at who has a code: who presses the button twice does not make the sheet that
    is being printed worthless.

    Raises:
        MayNotIssue: `by` is no administrator.
        TooManySlips: more than AT_ONCE.
        NoAccount: one of them has no active account.
        MayDoMore: one of them may do more than `by`.
        IssuedMeanwhile: one of them has got a code after `seen_at`.
    """
    if not by.has_perm(PERMISSION):
        raise MayNotIssue
    if len(member_pks) > AT_ONCE:
        raise TooManySlips
    members = _locked(member_pks)
    if len(members) < len(member_pks) or not all(member.is_active for member in members.values()):
        raise NoAccount
    if may_do_more_than(by, Member.objects.filter(pk__in=member_pks)).exists():
        raise MayDoMore
    codes = SignInCode.objects.filter(member__in=member_pks)
    if seen_at and codes.filter(issued_at__gt=seen_at).exists():
        raise IssuedMeanwhile
    now = timezone.now()
    codes.open().update(withdrawn_at=now)
    expires_at = now + timedelta(days=SignInSettings.current().code_days)
    issued = [Issued(members[pk], characters.make_code(), expires_at) for pk in member_pks]
    SignInCode.objects.bulk_create(
        SignInCode(
            member=each.member,
            digest=characters.digest_of(each.member.pk, each.code),
            issued_by=by,
            issued_at=now,
            expires_at=expires_at,
        )
        for each in issued
    )
    return issued


def _locked(member_pks: Collection[int]) -> dict[int, Member]:
    """Return the members, kept as they are until the transaction ends; in one order, so that nobody waits for ever."""
    members = Member.objects.select_related("department").select_for_update(of=("self",), no_key=True)
    return members.order_by("pk").in_bulk(member_pks)


def may_do_more_than(issuer: Member, members: QuerySet[Member]) -> QuerySet[Member]:
    """Return those of `members` who may do what `issuer` may not: approve, or everything."""
    if issuer.is_superuser:
        return members.none()
    more = members.filter(is_superuser=True)
    if not Member.objects.holding(*APPROVING_ROLES).filter(pk=issuer.pk).exists():
        more |= approving(members)
    return more


def may_do_more_than_administrators(member: Member) -> bool:
    """Tell whether the member is a superuser or approves."""
    return member.is_superuser or approving(Member.objects.filter(pk=member.pk)).exists()


def approving(members: QuerySet[Member]) -> QuerySet[Member]:
    """Return those of `members` who approve: by a role, or as a room above says, such as deputies of the chair."""
    approve = Q(pk__in=Member.objects.holding(*APPROVING_ROLES).values("pk"))
    for rule in approving_rules:
        approve |= Q(pk__in=rule())
    return members.filter(approve)


def withdraw_codes(members: Collection[Member]) -> None:
    """Let the open codes of these members open nothing any more."""
    SignInCode.objects.open().filter(member__in=[member.pk for member in members]).update(withdrawn_at=timezone.now())
