"""Audiences, and whether somebody is in one."""

from datetime import date

from people.models import Audience, Member

TODAY = date(2026, 3, 8)
NOON = "2026-03-08T04:00:00Z"


def for_all(**asked) -> Audience:
    return Audience.objects.create(name=f"范围{Audience.objects.count()}", everyone=True, **asked)


def both_ways(audience: Audience, member: Member) -> bool:
    """Whether the member is in it, after all ways of asking have given the same answer."""
    answers = {
        audience in Audience.objects.including(member),
        member in Member.objects.in_audience(audience),
        audience.why_not(member) is None,
    }
    assert len(answers) == 1, (audience.in_words, audience.why_not(member))
    return answers.pop()
