"""Who sits on a committee of the union today."""

from ..models import Body, Member, PostHeld


def sits_on(member: Member, committee: Body.Kind) -> bool:
    """Return whether `member` holds a post in the committee of that kind now; whoever has left holds none."""
    return member.is_active and PostHeld.objects.held().filter(member=member, body__kind=committee).exists()


def who_sits_on(committee: Body.Kind) -> list[Member]:
    """Return the present members of a committee, each once, by their names."""
    posts = PostHeld.objects.held().filter(body__kind=committee)
    return list(Member.objects.filter(pk__in=posts.values("member"), is_active=True).order_by("pinyin", "pk"))
