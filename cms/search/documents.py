"""Documents as they are found: by their titles, and by what is written in them."""

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import pgettext_lazy
from wagtail.documents import get_document_model

from ..restriction import uses_open_to
from .kinds import Description, Kind, register_kind


def register() -> None:
    register_kind(
        Kind(
            key="documents",
            label=pgettext_lazy("search", "Documents"),
            models=(get_document_model(),),
            describe=describe,
            shown_to=shown_to,
            template="cms/found_document.html",
            order=80,
            # Whose use lets a reader have the file is looked up at each search; what nothing live uses is for nobody.
            open_to=lambda reader, pk: uses_open_to(reader).filter(document=pk),
            # The text of one makes 8 MB of entries; of many it would be more than a statement may hold.
            at_once=1,
            live_things=lambda: get_document_model().objects.select_related("document_text"),
        )
    )


def describe(document) -> Description:
    text = getattr(document, "document_text", None)
    return Description(
        title=document.title,
        text=text.text if text else "",
        dated=document.created_at.date() if document.created_at else None,
    )


def shown_to(reader) -> QuerySet:
    uses = uses_open_to(reader).filter(document=OuterRef("pk"))
    return get_document_model().objects.filter(Exists(uses)).select_related("document_text")
