"""Looks at what others have answered. Of what is confidential the note names nobody: it would tell who was there."""

from people.models import Member
from people.privacy.looks import note_list, note_look

from ..models import Session

ANSWERS, SEALED, ATTACHMENT = "signups.answers", "signups.sealed_answers", "signups.attachment"
EXPORT, PICK_UP = "signups.answers_export", "signups.pick_up_list"


def note_look_at(viewer: Member, subject: str, session: Session, member: Member) -> None:
    """Note that `viewer` looked at what `member` has answered."""
    if member.pk == viewer.pk:
        return
    if session.offering.is_confidential:
        note_look(viewer, subject, people=1)
    else:
        note_look(viewer, subject, member=member, subject_id=session.pk)


def note_look_at_all(request, subject: str, session: Session, people: int) -> None:
    note_list(request, subject, people=people, subject_id=0 if session.offering.is_confidential else session.pk)
