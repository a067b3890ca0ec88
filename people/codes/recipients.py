"""Who gets a slip: whom the administrator has chosen, less those who need none or may have none."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from ..models import Member, RosterImport, RosterRow, SignInCode
from .issuing import AT_ONCE, may_do_more_than


class Chosen:
    """What a choice of people is called in forms."""

    MEMBERS = "members"
    DEPARTMENT = "department"
    UNION_GROUP = "union_group"
    LAST_IMPORT = "last_import"
    WITHOUT_PASSWORD = "without_password"  # noqa: S105 - the name of a choice
    choices = [
        (MEMBERS, _("the members with these employee numbers")),
        (DEPARTMENT, _("a department")),
        (UNION_GROUP, _("a union group")),
        (LAST_IMPORT, _("everybody of the last roster import who has no password yet")),
        (WITHOUT_PASSWORD, _("everybody who has no password yet")),
    ]
    # Whoever has a password is not asked whether to get another one.
    ONLY_WITHOUT_PASSWORD = [LAST_IMPORT, WITHOUT_PASSWORD]


@dataclass(frozen=True)
class Recipients:
    """`on_this_sheet` in the order of the paper, `more` still to come, and who is left out why."""

    on_this_sheet: Sequence[Member]
    more: int
    # Names, of few.
    do_more: Sequence[Member]
    # Counts, of many.
    inactive: int
    have_password: int
    have_code: int


def last_import() -> RosterImport | None:
    return RosterImport.objects.applied().first()


def members_of_last_import() -> QuerySet[Member]:
    """Whoever came or changed with the last import that is in force."""
    rows = RosterRow.objects.filter(roster=last_import(), outcome__in=RosterRow.NOTED_OUTCOMES)
    return Member.objects.filter(pk__in=rows.values("member"))


def recipients(
    chosen: QuerySet[Member], *, issuer: Member, skip_password: bool, skip_code: bool, at_once: int = AT_ONCE
) -> Recipients:
    """Take from `chosen` those who get a slip now; as many queries for 8,000 people as for one."""
    active = chosen.filter(is_active=True)
    allowed = active.exclude(pk__in=may_do_more_than(issuer, Member.objects.all()).values("pk"))
    wanting = allowed.without_password() if skip_password else allowed
    has_code = Exists(SignInCode.objects.usable().filter(member=OuterRef("pk")))
    left = wanting.filter(~has_code) if skip_code else wanting
    count = left.count()
    return Recipients(
        on_this_sheet=list(in_order_of_paper(left)[:at_once]),
        more=max(0, count - at_once),
        do_more=list(in_order_of_paper(may_do_more_than(issuer, active))[:at_once]),
        inactive=chosen.filter(is_active=False).count(),
        have_password=allowed.count() - wanting.count() if skip_password else 0,
        have_code=wanting.count() - count if skip_code else 0,
    )


def in_order_of_paper(members: QuerySet[Member]) -> QuerySet[Member]:
    """By department, as its list has them, and in it by pinyin: so the slips are cut and handed out."""
    return members.select_related("department").order_by(
        F("department__position").asc(nulls_last=True), "department__name", "pinyin", "employee_number"
    )


def below(department) -> Q:
    """The members of a department and of those that belong to it."""
    return Q(department=department) | Q(department__parent=department)
