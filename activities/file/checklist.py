"""What of a file is there and what is missing, with the way to add it."""

from collections import defaultdict
from dataclasses import dataclass

from people.models import Member
from signups.models import Session

from ..models import SessionDocument
from .making import parts_for
from .registry import Part
from .subject import Subject


@dataclass(frozen=True)
class Line:
    """One part: how many files it has by itself, and the documents that were attached to it."""

    part: Part
    count: int
    documents: list[SessionDocument]
    way: str
    offers: bool

    @property
    def is_there(self) -> bool:
        return bool(self.count or self.documents)

    @property
    def is_missing(self) -> bool:
        return self.part.is_expected and not self.is_there

    @property
    def said(self) -> str:
        return self.part.in_words(self.count) if self.part.in_words and self.count else ""


def checklist(session: Session, reader: Member) -> list[Line]:
    """Return a line for each part of the file of a date; the number of queries depends on nothing but the parts."""
    subject = Subject.of_session(session)
    documents = defaultdict(list)
    for document in session.documents.all():
        documents[document.part].append(document)
    return [
        Line(
            part,
            part.count(subject, reader),
            documents[part.key],
            part.way(session) if part.way else "",
            part.offers is not None,
        )
        for part in parts_for(subject, reader)
    ]
