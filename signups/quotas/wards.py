"""Whom the number of people whom a ward sends to one date keeps waiting."""

from django.db.models import Count

from people.models import Member

from ..models import Session, SignUp, SignUpTerms


def full_wards(session: Session) -> set[int]:
    """Return the ids of the departments that have their number on a date; no query where there is no such number."""
    limit = session.offering.limit_per_department
    if not limit:
        return set()
    granted = SignUp.objects.granted().filter(session=session, dependant=None, member__department__isnull=False)
    by_ward = granted.order_by().values_list("member__department").annotate(people=Count("pk"))
    return {ward for ward, _people in by_ward.filter(people__gte=limit)}


def counts_for_ward(row: SignUp) -> bool:
    """Whether a sign-up takes somebody from work: dependants alone keep nobody there."""
    return row.dependant_id is None


def is_full_for(session: Session, member: Member) -> bool:
    """Whether the ward of a member has its number on a date to which they would come themselves."""
    if not member.is_authenticated or session.offering.company == SignUpTerms.Company.DEPENDANT:
        return False
    return member.department_id is not None and member.department_id in full_wards(session)
