from people.models import Member

from ..models import WorkAccount


def account_of(member: Member, code: str) -> str:
    """Return the account at WeCom or DingTalk: the one on the list, else the employee number."""
    mapped = WorkAccount.objects.filter(member=member, channel=code).values_list("account", flat=True).first()
    return mapped or member.employee_number
