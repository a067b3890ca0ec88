"""Manuscripts become drafts: all of them or none, never live, never submitted."""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.utils.file import hash_filelike

from cms.models import UnionImage
from cms.picture_metadata import without_metadata
from people.models import Member

from ..article_body import stored_body
from ..errors import AlreadySaved, MayNotAddNews
from ..importing import Manuscript, Picture
from ..models import KeptManuscript, ManuscriptImport, NewsCategory, NewsIndexPage, NewsPage
from ..permissions import news_index_for
from ..storage import ImportStorage

MAX_SLUG = 200  # leaves room for a number at its end


@dataclass(frozen=True)
class ChosenManuscript:
    """A manuscript as the officer wants it, its category, and the upload it was kept in, if any."""

    manuscript: Manuscript
    category: NewsCategory
    kept: KeptManuscript | None = None


def import_manuscripts(
    chosen: Iterable[ChosenManuscript], *, by: Member, batch: ManuscriptImport | None = None
) -> list[NewsPage]:
    """Make a draft of each manuscript, with one revision by `by`, and return them in order.

    Pictures go into the library, each once, however often it is met; who is in them still has to be asked. `batch` is
    the import that this finishes: its texts and pictures are removed. `chosen` is read one by one, so that it may
    load its pictures late.

    Raises MayNotAddNews, or AlreadySaved when `batch` was saved or discarded meanwhile. After any error nothing is
    left behind, neither records nor files.
    """
    index = news_index_for(by)
    if not index:
        raise MayNotAddNews
    library = _Library(by)
    try:
        # Durable: the files of a transaction around this one could not be taken back.
        with transaction.atomic(durable=True):
            # One import at a time: addresses stay unique, and a picture in two imports becomes one image.
            Page.objects.select_for_update(no_key=True).get(pk=index.pk)
            index = NewsIndexPage.objects.get(pk=index.pk)
            if batch:
                _finish(batch)
            drafts = [_add_draft(index, item, library, by) for item in chosen]
            if batch:
                _let_go(batch)
    except BaseException:
        library.remove_new_files()
        raise
    return drafts


def _add_draft(index: NewsIndexPage, item: ChosenManuscript, library: "_Library", by: Member) -> NewsPage:
    manuscript = item.manuscript
    images = {}

    def image_of(picture: Picture) -> int:
        image = library.image_of(picture)
        images.setdefault(image.pk, image)
        return image.pk

    body = stored_body(manuscript.blocks, image_of)
    page = NewsPage(
        title=manuscript.title,
        slug=_free_slug(index, manuscript.title),
        live=False,
        owner=by,
        date=manuscript.date or timezone.localdate(),
        category=item.category,
        summary=manuscript.summary,
        document_number=manuscript.document_number,
        writer=manuscript.writer,
        photographer=manuscript.photographer,
        source=manuscript.source,
        cover=next(iter(images.values()), None),
        body=body,
    )
    index.add_child(instance=page)
    # A draft may lack what a live page must have, such as the description of a picture; approval asks for it.
    page.save_revision(user=by, log_action=True, clean=False)
    if item.kept:
        KeptManuscript.objects.filter(pk=item.kept.pk).update(draft=page)
    return page


def _free_slug(index: NewsIndexPage, title: str) -> str:
    """Return an address below the index that no other page has."""
    base = slugify(title, allow_unicode=True)[:MAX_SLUG].strip("-") or "news"
    taken = set(Page.objects.child_of(index).filter(slug__startswith=base).values_list("slug", flat=True))
    number, slug = 1, base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


def _finish(batch: ManuscriptImport) -> None:
    """Mark the import as saved. Raises AlreadySaved."""
    # Waits for a file that is being put down in it.
    locked = ManuscriptImport.objects.select_for_update().waiting().filter(pk=batch.pk).first()
    if locked is None:
        raise AlreadySaved
    batch.saved_at = timezone.now()
    batch.save(update_fields=["saved_at"])


def _let_go(batch: ManuscriptImport) -> None:
    """Remove texts and pictures of a saved import; titles and warnings stay for the page that reports it."""
    for kept in batch.manuscripts.all():
        kept.content = {
            **kept.content,
            "blocks": [],
            "summary": "",
            "document_number": "",
            "writer": "",
            "photographer": "",
            "source": "",
        }
        kept.save(update_fields=["content"])
    transaction.on_commit(lambda: ImportStorage().remove_folder(batch.folder))


class _Library:
    """The image library as one import sees it: finds a picture by its hash, adds it when it is new."""

    def __init__(self, by: Member):
        self.by = by
        self.new_images = []

    def image_of(self, picture: Picture) -> UnionImage:
        # The library keeps pictures without metadata, and hashes what it keeps.
        content = without_metadata(picture.content)
        digest = hash_filelike(io.BytesIO(content))
        image = UnionImage.objects.filter(file_hash=digest).order_by("pk").first()
        return image or self._add(picture, content)

    def _add(self, picture: Picture, content: bytes) -> UnionImage:
        image = UnionImage(
            title=(picture.caption or picture.alt or PurePath(picture.file_name).stem)[:255],
            description=picture.alt[:255],
            uploaded_by_user=self.by,
            file=ContentFile(content, name=picture.file_name),
        )
        self.new_images.append(image)
        image.save()
        log(instance=image, action="wagtail.create", user=self.by)
        return image

    def remove_new_files(self) -> None:
        """Take back the files of records that were rolled back."""
        for image in self.new_images:
            if image.file._committed:
                image.file.storage.delete(image.file.name)
