"""Terms of the committees, and who holds which post of the house."""

from people.bodies.appointing import appoint
from people.bodies.terms import begin_term
from people.models import Body, Branch, Department, PostHeld, UnionGroup

from .content import read
from .hospital import Hospital
from .people import ADMINISTRATOR

LED_PARTS = {"branch": Branch, "union_group": UnionGroup, "department": Department}


def load_posts(hospital: Hospital) -> str:
    """Give the posts, one after the other as the administrator would have entered them."""
    texts = read("posts")
    by = hospital.members[ADMINISTRATOR]
    for item in texts["committee"]:
        body = Body.objects.get(kind=item["kind"])
        wanted = {(each["post"], hospital.members[each["member"]].pk) for each in item["posts"]}
        held = {(one.post, one.member_id): one.pk for one in body.posts_held.held()}
        begin_term(
            body,
            number=item["number"],
            starts_on=item["starts_on"],
            ends_on=item.get("ends_on"),
            staying=[pk for key, pk in held.items() if key in wanted],
            by=by,
        )
        for each in item["posts"]:
            member = hospital.members[each["member"]]
            if (each["post"], member.pk) not in held:
                appoint(body, each["post"], member, starts_on=item["starts_on"], by=by)
    for kind, model in LED_PARTS.items():
        parts = {part.slug: part for part in model.objects.select_related("body")}
        for slug, item in texts[kind].items():
            body = parts[slug].body
            appoint(body, body.posts[0], hospital.members[item["member"]], starts_on=item["since"], by=by)
    return f"{PostHeld.objects.held().count()} posts in committees, branches, groups and departments"
