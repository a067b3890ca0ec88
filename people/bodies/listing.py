"""What the screens show of bodies: who holds what now, in which term, and what came before."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..models import Body, PostHeld, Term


@dataclass
class BodyRow:
    """A body in the list: who leads it, how many posts are held, and its last term."""

    body: Body
    leaders: list[PostHeld] = field(default_factory=list)
    others: int = 0
    term: Term | None = None


def rows_of(bodies: Sequence[Body]) -> list[BodyRow]:
    """Return rows for a page of bodies, with two queries however many they are."""
    rows = {body.pk: BodyRow(body) for body in bodies}
    for held in PostHeld.objects.held().filter(body__in=rows).select_related("member").order_by("pk"):
        row = rows[held.body_id]
        if held.leads:
            row.leaders.append(held)
        else:
            row.others += 1
    for term in Term.objects.filter(body__in=rows).order_by("starts_on"):
        rows[term.body_id].term = term
    return list(rows.values())


def held_now(body: Body) -> list[PostHeld]:
    """Return the posts held in a body, the leading one first, people of one post by their names."""
    held = body.posts_held.held().select_related("member__department", "entered_by")
    return sorted(held, key=lambda one: (body.posts.index(one.post), one.member.pinyin, one.member.employee_number))


@dataclass
class PastTerm:
    """A term, or what was before the first one, with the posts that were held in it and have ended."""

    term: Term | None
    posts: list[PostHeld]


def past(body: Body, first: int) -> tuple[list[PastTerm], int]:
    """Return what is past, the newest first, and how many posts there are beside the `first` so many."""
    ended = body.posts_held.exclude(ends_on=None).select_related("member", "ended_by").order_by("-ends_on", "-pk")
    by_term = defaultdict(list)
    for held in ended[:first]:
        by_term[held.term_id].append(held)
    terms = [PastTerm(term, by_term[term.pk]) for term in body.terms.all()]
    if by_term[None]:
        terms.append(PastTerm(None, by_term[None]))
    return terms, max(ended.count() - first, 0)


def with_parts(posts):
    """Return a queryset of posts that know the names of their bodies."""
    return posts.select_related("member", "term", "body__branch", "body__union_group", "body__department")
