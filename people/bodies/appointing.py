"""Posts given and ended. Who leads a part of the house stands in its own field too; both are written here, together."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ..models import Body, Branch, Department, Member, PostHeld, Term, UnionGroup
from ..registry import Ended
from .errors import (
    BeforeItBegan,
    BeforePredecessor,
    EndedBefore,
    HasGone,
    HeldSince,
    HoldsItAlready,
    NotItsPost,
    NotToday,
    OwnPost,
)

Part = Branch | UnionGroup | Department
Ending = PostHeld.Ending
# Who leads these reviews first what comes from them, where the office has set such a stage (`approval/permissions.py`).
APPROVING_BODIES = [Body.Kind.BRANCH, Body.Kind.DEPARTMENT]
APPROVING_POSTS = [PostHeld.Post.CHAIR, PostHeld.Post.HEAD]


def lock_people(pks: Collection[int]) -> list[Member]:
    """Whoever gives somebody a post waits here for whoever lets them go, and the other way round.

    People first, then bodies: in this order everybody locks them.
    """
    return list(Member.objects.filter(pk__in=pks).order_by("pk").select_for_update(no_key=True, of=("self",)))


def lock_body(pk: int) -> Body:
    """Whoever changes posts or terms of a body waits here for whoever is at it."""
    return Body.objects.select_for_update(of=("self",)).in_order().get(pk=pk)


@transaction.atomic
def appoint(body: Body, post: str, member: Member, *, by: Member | None, starts_on: date | None = None) -> PostHeld:
    """Give `member` a post from `starts_on` (today); who has led until then leads no more from that day on.

    Raises:
        OwnPost, NotItsPost, HasGone, NotToday, HoldsItAlready, BeforePredecessor, HeldSince: see their sentences.
    """
    if by is not None and by.pk == member.pk and post in APPROVING_POSTS and body.kind in APPROVING_BODIES:
        raise OwnPost
    known = lock_people([member.pk])
    body = lock_body(body.pk)
    today = timezone.localdate()
    starts_on = starts_on or today
    if post not in body.posts:
        raise NotItsPost
    if not known or known[0].is_gone:
        raise HasGone
    if starts_on > today:
        raise NotToday
    held = list(body.posts_held.held().filter(post=post))
    if any(one.member_id == member.pk for one in held):
        raise HoldsItAlready
    if post in PostHeld.LEADING_POSTS:
        if body.posts_held.filter(post=post, ends_on__gt=starts_on).exists():
            raise HeldSince
        for predecessor in held:
            if predecessor.starts_on > starts_on:
                raise BeforePredecessor
            close(predecessor, on=starts_on, ending=Ending.SUCCEEDED, by=by)
    appointed = PostHeld.objects.create(
        body=body, term=term_on(body, starts_on), post=post, member=member, starts_on=starts_on, entered_by=by
    )
    if post in PostHeld.LEADING_POSTS:
        name_as_leader(body, member)
    return appointed


@transaction.atomic
def end_post(held: PostHeld, *, on: date, ending: str, remark: str = "", by: Member | None) -> PostHeld:
    """End a post on a day, today at the latest, for a reason.

    Raises:
        EndedBefore, NotToday, BeforeItBegan: see their sentences.
    """
    body = lock_body(held.body_id)
    held = PostHeld.objects.select_related("member").get(pk=held.pk)
    if held.ends_on is not None:
        raise EndedBefore
    if on > timezone.localdate():
        raise NotToday
    if on < held.starts_on:
        raise BeforeItBegan
    close(held, on=on, ending=ending, remark=remark, by=by)
    if held.leads:
        name_as_leader(body, None)
    return held


@transaction.atomic
def put_in_charge(part: Part, member: Member | None, *, by: Member | None) -> None:
    """Let `member` lead a part of the house from today, or nobody; doing it again changes nothing.

    Raises HasGone, OwnPost.
    """
    if member is not None:
        lock_people([member.pk])
    body = lock_body(part.body.pk)
    held = body.posts_held.held().leading().select_related("member").first()
    if held is not None and held.member_id == (member and member.pk):
        return
    if member is not None:
        appoint(body, body.posts[0], member, by=by)
    elif held is not None:
        end_post(held, on=timezone.localdate(), ending=Ending.OTHER, by=by)


def end_posts_of(members: list[Member]) -> list[Ended]:
    """End every post of people who leave; the fields of the parts they led are emptied with it.

    The caller has locked or written the members: nobody gives them another post meanwhile.
    """
    held = PostHeld.objects.held().filter(member__in=members)
    # A successor may just be taking over there. What is held is read after that.
    list(Body.objects.filter(pk__in=held.values("body")).order_by("pk").select_for_update())
    held = held.select_for_update(of=("self",)).order_by("pk")
    held = held.select_related("body__branch", "body__union_group", "body__department")
    ended = [
        Ended(
            one.member_id,
            _("The post “%(post)s” has ended: %(body)s.") % {"post": one.get_post_display(), "body": one.body},
        )
        for one in held
    ]
    PostHeld.objects.filter(pk__in=[one.pk for one in held]).update(
        ends_on=timezone.localdate(), ended_at=timezone.now(), ending=Ending.LEFT
    )
    for model in (Branch, UnionGroup, Department):
        model.objects.filter(**{f"{model.LEAD}__in": members}).update(**{model.LEAD: None})
    return ended


def term_on(body: Body, day: date) -> Term | None:
    """Return the term that a day belongs to; a term whose end has passed goes on until the next one begins."""
    return body.terms.filter(starts_on__lte=day).order_by("-starts_on").first()


def close(held: PostHeld, *, on: date, ending: str, by: Member | None, remark: str = "") -> None:
    held.ends_on, held.ending, held.remark = on, ending, remark
    held.ended_by, held.ended_at = by, timezone.now()
    held.save(update_fields=["ends_on", "ending", "remark", "ended_by", "ended_at"])


def name_as_leader(body: Body, member: Member | None) -> None:
    """The record is written by now: the trigger of the part finds nothing left to do."""
    part = body.part
    if part is not None:
        type(part).objects.filter(pk=part.pk).update(**{part.LEAD: member})
