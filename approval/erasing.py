"""Erasing what records say in words. The chain holds digests of them, and each erasure has a record of its own."""

from django.db import transaction
from django.utils.translation import gettext_lazy

from .errors import NothingToErase
from .models.joint_submission import JointSubmission
from .models.record import Act, ApprovalRecord, RecordWords
from .recording import lock_head, record

ERASED_TITLE = gettext_lazy("(erased)")


@transaction.atomic
def erase_words(of: ApprovalRecord, *, actor, remark: str) -> ApprovalRecord:
    """Erase what a record says in words, for good; the chain still holds. Returns the record of the erasure.

    Raises:
        NothingToErase: they were erased before.
    """
    lock_head()
    words = RecordWords.objects.select_for_update().get(record=of)
    if words.erased_by_id:
        raise NothingToErase
    act = record(Act.ERASED, thing=of, title=str(of.number), actor=actor, remark=remark, submission=of.submission)
    for name in RecordWords.WORDS:
        setattr(words, name, [] if name in RecordWords.LISTS else "")
    words.salt, words.erased_by = "", act
    words.save()
    return act


@transaction.atomic
def erase_course(of: ApprovalRecord, *, actor, remark: str) -> int:
    """Erase the words of every record of the same submission; returns how many that were.

    Raises:
        NothingToErase: all were erased before.
    """
    lock_head()
    same = ApprovalRecord.objects.of_course(of.submission) if of.submission else ApprovalRecord.objects.filter(pk=of.pk)
    left = list(same.filter(words__erased_by=None).exclude(act=Act.ERASED).select_related("words"))
    if not left:
        raise NothingToErase
    titles = {row.words.title for row in left if row.words.title}
    for row in left:
        erase_words(row, actor=actor, remark=remark)
    _erase_titles_of_joints(left, titles)
    return len(left)


def _erase_titles_of_joints(erased: list[ApprovalRecord], titles: set[str]) -> None:
    """A joint submission loses its title with the last of its items, or with the item that it is called after."""
    for joint in JointSubmission.objects.filter(items__submitted__in=erased).distinct():
        legible = joint.items.filter(submitted__words__erased_by=None).exclude(submitted=None)
        if not legible.exists() or any(title in joint.title for title in titles):
            joint.title = str(ERASED_TITLE)
            joint.save(update_fields=["title"])
