"""A new term begins: who stays holds the post in it from its first day, everybody else's post is over."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from ..models import Body, Member, PostHeld, Term
from .appointing import Ending, close, lock_body, lock_people, name_as_leader
from .errors import EndsBeforeItBegins, NotToday, NumberTaken, TermOverlaps


@transaction.atomic
def begin_term(
    body: Body,
    *,
    number: int,
    starts_on: date,
    ends_on: date | None,
    staying: Collection[int],
    by: Member,
) -> Term:
    """Begin a term of `body` today or on a day before; `staying` are the pks of the posts that are held on.

    The term before ends the day before it, if it has not ended sooner. A post that began in the days of the new term
    belongs to it.

    Raises:
        NotToday, EndsBeforeItBegins, NumberTaken, TermOverlaps: see their sentences.
    """
    lock_people(list(PostHeld.objects.filter(pk__in=staying).values_list("member", flat=True)))
    body = lock_body(body.pk)
    if starts_on > timezone.localdate():
        raise NotToday
    if ends_on is not None and ends_on < starts_on:
        raise EndsBeforeItBegins
    terms = list(body.terms.all())
    if any(term.number == number for term in terms):
        raise NumberTaken
    # The newest first: all the others have ended before it began.
    if terms and terms[0].starts_on >= starts_on:
        raise TermOverlaps
    if terms and (terms[0].ends_on is None or terms[0].ends_on >= starts_on):
        terms[0].ends_on = starts_on - timedelta(days=1)
        terms[0].save(update_fields=["ends_on"])
    term = Term.objects.create(body=body, number=number, starts_on=starts_on, ends_on=ends_on)
    _take_over(body, term, set(staying), by)
    return term


def _take_over(body: Body, term: Term, staying: set[int], by: Member) -> None:
    """The leader is ended before anybody leads again; there are some dozen posts in a body at most."""
    leader = None
    for held in list(body.posts_held.held().select_related("member").order_by("pk")):
        stays = held.pk in staying and not held.member.is_gone
        if not stays or held.starts_on < term.starts_on:
            close(held, on=max(held.starts_on, term.starts_on), ending=Ending.TERM_OVER, by=by)
        if not stays:
            continue
        if held.starts_on < term.starts_on:
            held = PostHeld.objects.create(
                body=body, term=term, post=held.post, member=held.member, starts_on=term.starts_on, entered_by=by
            )
        else:
            PostHeld.objects.filter(pk=held.pk).update(term=term)
        if held.leads:
            leader = held.member
    name_as_leader(body, leader)
