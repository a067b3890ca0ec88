"""Questions about many lists, standings and objections."""

from datetime import timedelta

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from approval.models.approved_snippet import ApprovedSnippetQuerySet
from people.models import Audience

OPEN_STATES = ["received", "taken_up"]
# A list that was decided long ago is no longer read by everybody; the office keeps it.
SHOWN_FOR = timedelta(days=365)


class PublicationQuerySet(ApprovedSnippetQuerySet):
    def of(self, subject: models.Model):
        """The publication about one thing: none or one."""
        return self.about(type(subject), [subject.pk])

    def about(self, model: type[models.Model], ids):
        """The publications about things of one kind."""
        kind = self.model._meta.get_field("subject_type").related_model.objects.get_for_model(model)
        return self.filter(subject_type=kind, subject_id__in=ids)

    def shown_to(self, member):
        """Those that stand or ended in the last year, and that a member of staff may see: by their audience, or
        because they stand on it.
        """
        audiences = Audience.objects.including(member).values("pk")
        named = self.model._meta.get_field("lines").related_model.objects.filter(publication=OuterRef("pk"))
        standings = self.model._meta.get_field("standings").related_model.objects.filter(publication=OuterRef("pk"))
        lately = standings.filter(Q(ended_at=None) | Q(ended_at__gte=timezone.now() - SHOWN_FOR))
        may_see = Q(audience=None) | Q(audience__in=audiences) | Exists(named.filter(member=member.pk))
        return self.live().filter(may_see, Exists(lately))


class StandingQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(ended_at=None)

    def open_objections_of(self, publication_id: int) -> int:
        objections = self.model._meta.get_field("objections").related_model
        return objections.objects.open().filter(standing__publication=publication_id).count()

    def with_open_objections(self):
        """Fetch how many objections wait for an answer, instead of asking for each."""
        objections = self.model._meta.get_field("objections").related_model
        of_the_list = (
            objections.objects.open()
            .filter(standing__publication=OuterRef("publication"))
            .order_by()
            .values("standing__publication")
            .annotate(number=models.Count("pk"))
            .values("number")
        )
        return self.annotate(
            open_objections=models.functions.Coalesce(
                models.Subquery(of_the_list, output_field=models.IntegerField()), 0
            )
        )


class ObjectionQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state__in=OPEN_STATES)

    def with_people(self):
        """Fetch what the page of one shows."""
        return self.select_related("standing__publication", "member__department", "taken_up_by", "answered_by")

    def waiting_first(self):
        """Those that wait by the day by which they are to be answered, then the others, the latest first."""
        waits = models.Case(models.When(state__in=OPEN_STATES, then=0), default=1)
        due = models.Case(models.When(state__in=OPEN_STATES, then=models.F("due_on")))
        return self.order_by(waits, due.asc(nulls_last=True), "-received_at", "-pk")
