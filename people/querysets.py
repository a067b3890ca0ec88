from collections.abc import Collection
from datetime import timedelta

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import models
from django.db.models import Q, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce
from django.utils import timezone

from .conditions import audiences_met_by, members_meeting
from .finding import called
from .years import years_before

# How long the file of a roster lies here, how long its rows, and how long what came of it. people/README.md says why.
ROSTER_FILE_KEPT_FOR = timedelta(days=3)
ROSTER_ROWS_KEPT_FOR = timedelta(days=30)
ROSTER_KEPT_FOR = timedelta(days=2 * 365)
LOOKS_KEPT_FOR = timedelta(days=2 * 365)
CODES_KEPT_FOR = timedelta(days=2 * 365)
CORRECTIONS_KEPT_FOR = timedelta(days=365)
# Until which age somebody is a child, and for how many years after that the entry of a child stays.
CHILD_UNTIL = 18
GROWN_UP_KEPT_FOR = 1


class DepartmentQuerySet(models.QuerySet):
    def above(self, pk: int):
        """The department `pk` and those that it belongs to, however far up; in the query that asks for them."""
        # UNION ends also where somebody has let two departments belong to each other.
        reached = RawSQL(
            """
            WITH RECURSIVE above(id) AS (
                SELECT %s::bigint
                UNION
                SELECT department.parent_id FROM people_department department JOIN above USING (id)
                    WHERE department.parent_id IS NOT NULL
            )
            SELECT id FROM above
            """,
            [pk],
        )
        return self.filter(pk__in=reached)

    def below(self, pks: Collection[int]):
        """The departments `pks` and those that belong to them, however far down; in the query that asks for them."""
        reached = RawSQL(
            """
            WITH RECURSIVE below(id) AS (
                SELECT unnest(%s::bigint[])
                UNION
                SELECT department.id FROM people_department department JOIN below ON department.parent_id = below.id
            )
            SELECT id FROM below
            """,
            [list(pks)],
        )
        return self.filter(pk__in=reached)

    def knowing_others_below(self):
        """Departments with `has_others_below`: whether others belong to them."""
        return self.annotate(has_others_below=models.Exists(self.model.objects.filter(parent=models.OuterRef("pk"))))


class MemberQuerySet(models.QuerySet):
    def present(self):
        """Members who work here now, away for a while or not; never those who left, retired or died."""
        return self.filter(is_active=True, staff_status__in=self.model.PRESENT_STATUSES)

    def greetable(self):
        """Members who are greeted on birthdays and festivals: the retired too, never those who left or died."""
        return self.filter(is_active=True).exclude(staff_status__in=self.model.GONE_STATUSES)

    def in_audience(self, audience):
        """Members whom an audience names, all, or those of its departments, campuses and union groups, and who meet its
        conditions today.

        To a department belong those of the departments below it as well. One query to ask for them.
        """
        meeting = self.filter(members_meeting(audience))
        if audience.everyone:
            return meeting
        departments = self.model._meta.get_field("department").related_model.objects
        named = audience.departments.values_list("pk", flat=True)
        return meeting.filter(
            Q(department__in=departments.below(named))
            | Q(campus__in=audience.campuses.all())
            | Q(union_group__in=audience.union_groups.all())
        )

    def without_password(self):
        """Members whose account no password opens: made by an import, and not signed in to yet."""
        return self.filter(Q(password="") | Q(password__startswith=UNUSABLE_PASSWORD_PREFIX))

    def to_be_emptied(self, last_day):
        """Members who had left or died by `last_day` and of whom personal data is still kept; never the retired."""
        return self.filter(staff_status__in=self.model.GONE_STATUSES, gone_since__lte=last_day, emptied_at=None)

    def emptied(self):
        """Members of whom nothing personal is kept any more."""
        return self.exclude(emptied_at=None)

    def holding(self, *roles):
        """Active members who hold one of `roles` at this moment, everywhere (scoped grants do not count)."""
        from_grants = models.Exists(
            self.model._meta.get_field("role_grants")
            .related_model.objects.in_force()
            .filter(member=models.OuterRef("pk"), role__in=roles, scope_type=None)
        )
        return self.filter(from_grants, is_active=True)


class RoleGrantQuerySet(models.QuerySet):
    def in_force(self, at=None):
        """Grants whose period holds the moment `at` (now by default) and that were not ended."""
        at = at or timezone.now()
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=at), starts_at__lte=at)


class AudienceQuerySet(models.QuerySet):
    def including(self, member):
        """Audiences that `member` belongs to today; an anonymous visitor belongs to none."""
        return self.naming(member).filter(audiences_met_by(member)) if member.is_authenticated else self.none()

    def with_parts(self):
        """Audiences with what their words name, in three queries for all."""
        return self.prefetch_related(*self.model.parts())

    def naming(self, member):
        """Audiences of all staff, or of a part of the house that `member` belongs to, whatever else they ask."""
        among = Q(everyone=True)
        # Who belongs to no department is not of an audience that names none.
        if member.department_id is not None:
            departments = self.model._meta.get_field("departments").related_model.objects
            among |= Q(departments__in=departments.above(member.department_id))
        if member.campus_id is not None:
            among |= Q(campuses=member.campus_id)
        if member.union_group_id is not None:
            among |= Q(union_groups=member.union_group_id)
        return self.filter(among).distinct()


class DependantQuerySet(models.QuerySet):
    def live(self):
        """Those on a member's list now."""
        return self.filter(ended_at=None)

    def to_be_forgotten(self, today):
        """Those taken off the list, and children who have been of age for long enough."""
        last_birthday = years_before(today, CHILD_UNTIL + GROWN_UP_KEPT_FOR)
        grown_up = Q(relation=self.model.Relation.CHILD, birthday__lte=last_birthday)
        return self.filter(Q(ended_at__isnull=False) | grown_up)


class RosterImportQuerySet(models.QuerySet):
    def with_people(self):
        """Imports with who uploaded, applied and undid them."""
        return self.select_related("uploaded_by", "applied_by", "undone_by")

    def applied(self):
        """Imports that are in force, the newest first."""
        return self.filter(state=self.model.State.APPLIED).order_by("-applied_at", "-pk")

    def at_work(self):
        """Imports that are just being applied or undone."""
        return self.filter(state__in=self.model.WRITING_STATES)

    def in_force_since(self, moment):
        """Imports that were applied after `moment` and not undone."""
        return self.filter(state__in=[self.model.State.APPLIED, self.model.State.UNDOING], applied_at__gt=moment)

    def written_since(self, moment):
        """Imports that have written people after `moment`, by being applied or undone."""
        return self.filter(Q(applied_at__gt=moment) | Q(undone_at__gt=moment))

    def with_expired_file(self):
        return self.exclude(file="").filter(uploaded_at__lt=timezone.now() - ROSTER_FILE_KEPT_FOR)

    def with_expired_rows(self):
        """Imports of which nobody needs any more what was read: rows with old and new values, headings."""
        old = self.filter(uploaded_at__lt=timezone.now() - ROSTER_ROWS_KEPT_FOR)
        return old.filter(Q(rows__isnull=False) | ~Q(headings=[])).distinct()

    def expired(self):
        return self.filter(uploaded_at__lt=timezone.now() - ROSTER_KEPT_FOR)


class RosterRowQuerySet(models.QuerySet):
    def applicable(self):
        return self.filter(outcome__in=self.model.APPLIED_OUTCOMES)

    def to_look_at(self):
        """People who come or change, and at whom somebody should look first; leavers are looked at as such."""
        return self.filter(outcome__in=self.model.NOTED_OUTCOMES).exclude(remarks=[])

    def kept(self):
        """People of whom an undo has left something as it is."""
        return self.exclude(kept=[])


class SignInCodeQuerySet(models.QuerySet):
    def open(self):
        """Codes that were neither used nor withdrawn; some of them have expired."""
        return self.filter(used_at=None, withdrawn_at=None)

    def usable(self):
        return self.open().filter(expires_at__gt=timezone.now())

    def expired_record(self):
        """Codes of which nobody needs to know any more who issued them."""
        return self.filter(expires_at__lt=timezone.now() - CODES_KEPT_FOR)


class SecondFactorRemovalQuerySet(models.QuerySet):
    def expired_record(self):
        """Those of which nobody needs to know any more."""
        return self.filter(removed_at__lt=timezone.now() - CODES_KEPT_FOR)


class BodyQuerySet(models.QuerySet):
    def in_order(self):
        """Bodies as the house lists them, with the parts they belong to: committees, branches, groups, departments."""
        kinds = self.model.Kind.values
        rank = models.Case(*[models.When(kind=kind, then=place) for place, kind in enumerate(kinds)])
        place = Coalesce("branch__position", "union_group__position", "department__position", 0)
        name = Coalesce("branch__name", "union_group__name", "department__name", Value(""))
        return self.select_related("branch", "union_group", "department").order_by(rank, place, name)

    def found_by(self, words: str):
        """Bodies of which the part is called so, or in which somebody so called holds a post now."""
        parts = Q(branch__name__icontains=words) | Q(union_group__name__icontains=words)
        people = (
            self.model._meta.get_field("posts_held")
            .related_model.objects.held()
            .filter(called(words, "member__"), body=models.OuterRef("pk"))
        )
        return self.filter(parts | Q(department__name__icontains=words) | models.Exists(people))


class PostHeldQuerySet(models.QuerySet):
    def held(self):
        """Posts that are held now."""
        return self.filter(ends_on=None)

    def leading(self):
        return self.filter(post__in=self.model.LEADING_POSTS)
