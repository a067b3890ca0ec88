"""Looks at who has signed up. Of what is confidential the note names nobody: it would tell who was there."""

from people.models import Member
from people.privacy.looks import note_list, note_look

from .models import Session


def note_look_at(viewer: Member, subject: str, session: Session, member: Member) -> None:
    """Note that `viewer` looked at what is kept of `member` with a sign-up."""
    if member.pk == viewer.pk:
        return
    if session.offering.is_confidential:
        note_look(viewer, subject, people=1)
    else:
        note_look(viewer, subject, member=member, subject_id=session.pk)


def note_look_at_all(request, subject: str, session: Session, people: int) -> None:
    """Note that so many of a date were looked at; of what is confidential without what was searched for."""
    if session.offering.is_confidential:
        note_look(request.user, subject, people=people)
    else:
        note_list(request, subject, people=people, subject_id=session.pk)
