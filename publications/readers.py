"""Who may see a list, and who reads and answers the objections to it.

Those who answer are the members of the accounts-review committee and the chair, less whoever had a hand in the list,
whoever the objection is about (of one to the whole list: everybody who stands on it), and whoever wrote it. Where
nobody is left the deputy chairs answer, by the same rule.
"""

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from wagtail.models import ModelLogEntry, Revision

from approval.hands import SAVING
from approval.models import ApprovalRecord
from approval.models.record import Act
from approval.permissions import works_on_pages
from people.bodies.sitting import sits_on, who_sits_on
from people.models import Body, Member, Role

from .models import Objection, Publication, PublicationLine
from .registry import answers_of


def is_supervisor(member: Member) -> bool:
    """Whether somebody is of those who answer objections, whichever they may be."""
    return sits_on(member, Body.Kind.AUDIT) or _holds(member, Role.CHAIR)


def _holds(member: Member, role: str) -> bool:
    return member.is_active and Member.objects.holding(role).filter(pk=member.pk).exists()


def _supervisors() -> list[Member]:
    found = {member.pk: member for member in who_sits_on(Body.Kind.AUDIT)}
    found |= {member.pk: member for member in Member.objects.holding(Role.CHAIR).filter(is_active=True)}
    return list(found.values())


def may_see(publication: Publication, member: Member) -> bool:
    """Whether `member` may see a list that is live: by its audience or a line of it, or because they write or keep such
    lists or answer the objections to them.
    """
    if not (publication.live and member.is_active):
        return False
    if Publication.objects.shown_to(member).filter(pk=publication.pk).exists():
        return True
    return sees_every_list(member) or is_keeper(publication, member)


def sees_every_list(member: Member) -> bool:
    return works_on_pages(member) or is_supervisor(member)


def is_keeper(publication: Publication, member: Member) -> bool:
    """Whether the thing that the list decides about is kept by `member`."""
    if not publication.has_subject:
        return False
    return any(each.pk == member.pk for each in answers_of(publication).keepers(publication.subject))


def may_print(publication: Publication, member: Member) -> bool:
    """Whether somebody may take the list away on paper: the office, its keepers, those who answer objections."""
    return sees_every_list(member) or is_keeper(publication, member)


def readable_by(member: Member) -> QuerySet[Objection]:
    """Return the objections that `member` reads and answers; none for most."""
    if is_supervisor(member):
        return _apart_from(member)
    if not _holds(member, Role.DEPUTY_CHAIR):
        return Objection.objects.none()
    left = _apart_from(member)
    for supervisor in _supervisors():
        left = left.exclude(pk__in=_apart_from(supervisor).values("pk"))
    return left


def may_answer(objection: Objection, member: Member) -> bool:
    return readable_by(member).filter(pk=objection.pk).exists()


def who_answers(objection: Objection) -> list[Member]:
    """Return who may read and answer an objection."""
    candidates = [*_supervisors(), *Member.objects.holding(Role.DEPUTY_CHAIR).filter(is_active=True)]
    return list({each.pk: each for each in candidates if may_answer(objection, each)}.values())


def _apart_from(member: Member) -> QuerySet[Objection]:
    """Return the objections that `member` did not write, is not concerned by, and to whose list they lent no hand."""
    lines = PublicationLine.objects.filter(publication=OuterRef("standing__publication"), member=member)
    return (
        Objection.objects.exclude(Q(member=member) & Q(member__isnull=False))
        .exclude(Q(about=member) & Q(about__isnull=False))
        .exclude(Q(about_name="") & Exists(lines))
        .exclude(standing__publication__in=_worked_on_by(member))
    )


def _worked_on_by(member: Member) -> QuerySet:
    """Return the ids of the lists in which `member` had a hand: saved a version, or submitted one."""
    kind = ContentType.objects.get_for_model(Publication)
    saved = Revision.objects.filter(base_content_type=kind, user=member).order_by()
    # The log outlives the revisions, which an administrator may purge. Who approves is in it too but wrote nothing.
    logged = ModelLogEntry.objects.filter(content_type=kind, user=member, action__in=SAVING).order_by()
    submitted = ApprovalRecord.objects.filter(
        act=Act.SUBMITTED, kind=Publication._meta.label_lower, actor=member
    ).order_by()
    number = BigIntegerField()
    return (
        saved.annotate(thing=Cast("object_id", number))
        .values("thing")
        .union(
            logged.annotate(thing=Cast("object_id", number)).values("thing"),
            submitted.annotate(thing=Cast("thing_id", number)).values("thing"),
        )
    )


def hands_in(publication: Publication) -> list[Member]:
    """Return who saved or submitted a version of a list, and works here still."""
    kind = ContentType.objects.get_for_model(Publication)
    saved = Revision.objects.filter(base_content_type=kind, object_id=str(publication.pk)).values("user")
    submitted = ApprovalRecord.objects.filter(
        act=Act.SUBMITTED, kind=Publication._meta.label_lower, thing_id=str(publication.pk)
    ).values("actor")
    return list(Member.objects.filter(Q(pk__in=saved) | Q(pk__in=submitted), is_active=True))
