"""Looks at personal data of others, noted wherever more than name and department is shown.

A view notes one person by `note_look(viewer, subject, member=…)`, many by `note_list(request, subject, people=…)`;
lists of records do so by themselves (`NotedList`, `people.records`).
"""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils import timezone

from ..models import Look, Member, RoleGrant
from ..models.look import this_hour

# What an address holds besides a filter: the page of a list, its order.
NO_FILTER = {"p", "page", "o", "ot", "ordering", "_w_filter_fragment", "export"}


def note_look(
    viewer: Member,
    subject: str,
    *,
    member: Member | None = None,
    subject_id: int = 0,
    people: int | None = None,
    narrowed_by: str = "",
) -> None:
    """Note that `viewer` looked at the data of `member`, or of so many `people`; once for an hour is enough.

    Nobody's look at their own data is noted.
    """
    if member is not None and member.pk == viewer.pk:
        return
    look = Look(
        viewer=viewer,
        subject=subject,
        member=member,
        subject_id=subject_id,
        people=people,
        narrowed_by=narrowed_by[:300],
        hour=this_hour(),
    )
    Look.objects.bulk_create([look], ignore_conflicts=True)


def note_list(request, subject: str, *, people: int, subject_id: int = 0) -> None:
    """Note that a list of so many people was looked at, with what it was narrowed by."""
    chosen = [
        f"{name}={value}"
        for name in sorted(request.GET)
        if name not in NO_FILTER
        for value in request.GET.getlist(name)
        if value
    ]
    note_look(request.user, subject, subject_id=subject_id, people=people, narrowed_by="&".join(chosen))


class NotedList:
    """For list views of Wagtail and of modeladmin: opening the list is a look at those who are on it.

    `noted_as` is the subject; without one it is the list's model. An empty one notes nothing.
    """

    noted_as: str | None = None

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        subject = self.model._meta.label_lower if self.noted_as is None else self.noted_as
        if subject:
            note_list(self.request, subject, people=self._count_of(context))
        return context

    @staticmethod
    def _count_of(context) -> int:
        if "result_count" in context:
            return context["result_count"]
        return context["page_obj"].paginator.count if context.get("page_obj") else len(context["object_list"])


@dataclass(frozen=True)
class Visit:
    """What one person looked at on one day: the subjects, and what that person was to the union then."""

    on: date
    viewer: Member
    roles: str
    subjects: str


def visits_to(member: Member, most: int | None = None) -> list[Visit]:
    """Return who looked at the data of `member`, day by day, the newest first; the first `most` of them, or all.

    Four queries at most, however many looks there are.
    """
    looks = Look.objects.filter(member=member).select_related("viewer").order_by("-hour", "viewer")
    days: list[Visit] = []
    # One person leaves 24 rows a day at most of one subject; a page reads no more than it may need.
    found = sorted(looks[: most and most * 24], key=lambda look: (look.on, look.viewer_id), reverse=True)
    roles = _roles_of({look.viewer_id for look in found})
    for (on, _viewer), group in groupby(found, key=lambda look: (look.on, look.viewer_id)):
        rows = list(group)
        subjects = "、".join(sorted({row.subject_name for row in rows}))
        days.append(Visit(on, rows[0].viewer, _words(roles.get(rows[0].viewer_id, []), on), subjects))
    return days[:most]


def lists_since(member: Member, most: int | None = None) -> list[Look]:
    """Return the lists and exports that may have held the data of `member` since the account was made; the newest
    `most` of them, or all.
    """
    since = member.date_joined.replace(minute=0, second=0, microsecond=0)
    looks = Look.objects.filter(member=None, hour__gte=since).exclude(viewer=member).exclude(people=0)
    return list(looks.select_related("viewer")[:most])


def _roles_of(viewers: set[int]) -> dict[int, list[RoleGrant]]:
    by_viewer: dict[int, list[RoleGrant]] = {}
    for grant in RoleGrant.objects.filter(member__in=viewers):
        by_viewer.setdefault(grant.member_id, []).append(grant)
    return by_viewer


def _words(grants: list[RoleGrant], on: date) -> str:
    held = {
        str(grant.get_role_display())
        for grant in grants
        if timezone.localdate(grant.starts_at) <= on
        and (grant.ends_at is None or timezone.localdate(grant.ends_at) >= on)
    }
    return "、".join(sorted(held))
