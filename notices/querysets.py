from django.db import models
from django.db.models import Exists, OuterRef, Q

from .kinds import as_subject


def wanting(kind: str) -> Q:
    """Members who have not said that they do without notices of this kind."""
    return ~Q(notice_preferences__unwanted_kinds__contains=[kind])


class NoticeQuerySet(models.QuerySet):
    def unread(self):
        return self.filter(read_at=None)

    def saying(self, subject: str, body: str, *, since):
        """Notices with these very words that were sent since then."""
        return self.filter(subject=as_subject(subject), body=body, created_at__gte=since)

    def to_be_mailed(self):
        """Notices that mail has not carried yet, to people who can be reached by mail."""
        return self.filter(mailed_at=None, recipient__is_active=True).exclude(recipient__email="")

    def without_receipt(self):
        """Notices whose recipients have not said that they arrived, although that was asked."""
        return self.filter(event__asks_receipt=True, received_at=None, recipient__is_active=True)

    def in_groups_of(self, leader):
        """Notices to members of the union groups that `leader` leads, or whose branch `leader` chairs."""
        groups = Q(recipient__union_group__leader=leader) | Q(recipient__union_group__branch__chair=leader)
        return self.filter(groups)


class EventQuerySet(models.QuerySet):
    def overseen_by(self, member):
        """What `member` sent, and what asks for receipts of somebody in a group that `member` leads."""
        notices = self.model._meta.get_field("notices").related_model
        led = notices.objects.in_groups_of(member).filter(event=OuterRef("pk"))
        return self.filter(Q(sender=member) | Q(Exists(led), asks_receipt=True))


class DeliveryQuerySet(models.QuerySet):
    def unsettled(self):
        return self.filter(state=self.model.State.WAITING)

    def for_digest_of(self, member_id):
        """What waits for the member's next digest, oldest first."""
        waiting = self.unsettled().filter(in_digest=True, notice__recipient=member_id)
        return waiting.select_related("notice__recipient", "notice__event").order_by("notice__pk")
