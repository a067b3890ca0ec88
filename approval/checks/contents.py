"""What a page or snippet says and uses, wherever it stands: fields, rows of its own, blocks within blocks, cells."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from modelcluster.models import ClusterableModel, get_all_child_relations
from taggit.managers import TaggableManager
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.models import Page

from .folding import Folded
from .numbers import NumberFound, numbers_in
from .own_addresses import dead_ends
from .rich_text import LinkKind, paragraphs_of

# Of the fields that Wagtail gives every page, those that a reader meets.
PAGE_FIELDS = {"title", "slug", "seo_title", "search_description"}
BETWEEN_PLACES = " · "


@dataclass
class Passage:
    """Words that stand together. `place` is for people, `field` the name of the field of the thing they stand in."""

    field: str
    place: str
    words: str

    @cached_property
    def folded(self) -> Folded:
        return Folded(self.words)

    @cached_property
    def numbers(self) -> list[NumberFound]:
        return numbers_in(self.folded.plain)


@dataclass
class Picture:
    """An image in its place; `described` is false where a reader who cannot see it would be told nothing."""

    field: str
    place: str
    image: models.Model | None
    image_id: int | None = None
    described: bool = True


@dataclass
class Link:
    """A link to a page or a document of this site; `target_id` is None where what was chosen is gone.

    Of an address that was typed, `address` has the path, and there is no `target_id`.
    """

    field: str
    place: str
    kind: str
    target_id: int | None
    words: str = ""
    address: str = ""


@dataclass
class Contents:
    thing: models.Model
    passages: list[Passage] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    @cached_property
    def target_pages(self) -> dict[int, Page]:
        """The pages linked to that exist, by id."""
        return Page.objects.in_bulk({link.target_id for link in self.links if link.kind == LinkKind.PAGE} - {None})

    @cached_property
    def dead_ends(self) -> dict[str, str]:
        """The typed addresses at which a reader finds nothing, with the title of the page that is not public there."""
        return dead_ends({link.address for link in self.links if link.kind == LinkKind.ADDRESS})

    @cached_property
    def target_documents(self) -> set[int]:
        """The ids of the documents linked to that exist."""
        wanted = {link.target_id for link in self.links if link.kind == LinkKind.DOCUMENT} - {None}
        return set(get_document_model().objects.filter(pk__in=wanted).values_list("pk", flat=True))


def contents_of(thing: models.Model) -> Contents:
    """Read a page or snippet as it stands in memory, such as `revision.as_object()`.

    The number of queries depends on its fields and kinds of block, not on how much it says.
    """
    reader = _Reader(Contents(thing))
    reader.read_fields(thing, ())
    if isinstance(thing, ClusterableModel):
        reader.read_rows(thing)
    reader.find_pictures_of_text()
    return reader.contents


class _Reader:
    def __init__(self, contents: Contents):
        self.contents = contents
        self.field = ""

    def read_fields(self, thing, place: tuple[str, ...]) -> None:
        for model_field in thing._meta.concrete_fields:
            if not _is_read(model_field):
                continue
            if not place:
                self.field = model_field.name
            here = (*place, capfirst(str(model_field.verbose_name)))
            if isinstance(model_field, models.ForeignKey):
                self._read_choice(thing, model_field, here)
            elif value := getattr(thing, model_field.attname):
                self._read_field(model_field, value, here)
        for manager in thing._meta.many_to_many:
            if isinstance(manager, TaggableManager) and thing.pk:
                self.field = manager.name
                for tag in getattr(thing, manager.name).all():
                    self._say((capfirst(str(manager.verbose_name)),), tag.name)

    def read_rows(self, thing) -> None:
        """Read what belongs to the thing and is edited with it, such as the recipients of an honour."""
        for relation in get_all_child_relations(type(thing)):
            # Comments and subscriptions are Wagtail's, and no reader meets them.
            if relation.related_model.__module__.startswith("wagtail."):
                continue
            self.field = relation.get_accessor_name()
            name = capfirst(str(relation.related_model._meta.verbose_name))
            for number, row in enumerate(getattr(thing, self.field).all(), start=1):
                self.read_fields(row, (_("%(name)s %(number)d") % {"name": name, "number": number},))

    def _read_field(self, model_field, value, place) -> None:
        if isinstance(model_field, StreamField):
            self._read_block(model_field.stream_block, value, place)
        elif isinstance(model_field, RichTextField):
            self._read_rich_text(str(value), place)
        else:
            self._say(place, str(value))

    def _read_choice(self, thing, model_field, place) -> None:
        chosen_id = getattr(thing, model_field.attname)
        if chosen_id is None:
            return
        if issubclass(model_field.related_model, get_image_model()):
            image = getattr(thing, model_field.name)
            decorative = model_field.name in getattr(thing, "decorative_pictures", ())
            self._show(place, image, described=decorative or bool(image.description))
            if not decorative:
                self._say((*place, _("alternative text")), image.description)
        elif issubclass(model_field.related_model, get_document_model()):
            self._link(place, LinkKind.DOCUMENT, chosen_id)

    def _read_block(self, block, value, place) -> None:
        match block:
            case blocks.StreamBlock():
                for number, child in enumerate(value, start=1):
                    name = {"number": number, "kind": child.block.label}
                    self._read_block(child.block, child.value, (*place, _("block %(number)d (%(kind)s)") % name))
            case blocks.ListBlock():
                for number, child in enumerate(value.bound_blocks, start=1):
                    self._read_block(child.block, child.value, (*place, _("item %(number)d") % {"number": number}))
            # Wagtail makes a picture with its description a StructBlock whose value is the image.
            case ImageBlock():
                if value:
                    alternative = "" if value.decorative else value.contextual_alt_text or ""
                    self._show(place, value, described=bool(value.decorative or alternative.strip()))
                    self._say((*place, _("alternative text")), alternative)
            case blocks.StructBlock():
                for child in value.bound_blocks.values():
                    self._read_block(child.block, child.value, (*place, str(child.block.label)))
            case BaseTypedTableBlock():
                if value:
                    self._read_table(value, place)
            case blocks.RichTextBlock():
                self._read_rich_text(value.source, place)
            case blocks.RawHTMLBlock():
                self._read_rich_text(str(value or ""), place)
            case ImageChooserBlock():
                if value:
                    self._show(place, value)
            case DocumentChooserBlock():
                if value:
                    self._say(place, value.title)
                elif block.required:
                    self._link(place, LinkKind.DOCUMENT, None)
            case blocks.PageChooserBlock():
                if value:
                    self._link(place, LinkKind.PAGE, value.pk, value.title)
                elif block.required:
                    self._link(place, LinkKind.PAGE, None)
            case blocks.ChoiceBlock() | blocks.StaticBlock():
                pass
            case _ if isinstance(value, str):
                self._say(place, value)

    def _read_table(self, table, place) -> None:
        self._say((*place, _("caption")), table.caption or "")
        for number, column in enumerate(table.columns, start=1):
            self._say((*place, _("heading of column %(column)d") % {"column": number}), column["heading"])
        for row_number, row in enumerate(table.rows, start=1):
            for number, cell in enumerate(row, start=1):
                here = _("row %(row)d, column %(column)d") % {"row": row_number, "column": number}
                self._read_block(cell.block, cell.value, (*place, here))

    def _read_rich_text(self, html: str, place) -> None:
        paragraphs = paragraphs_of(html)
        for number, paragraph in enumerate(paragraphs, start=1):
            here = (*place, _("paragraph %(number)d") % {"number": number}) if len(paragraphs) > 1 else place
            self._say(here, paragraph.words)
            for kind, target_id, words, path in paragraph.links:
                self._link(here, kind, target_id, words.strip(), path)
            for image_id, alternative in paragraph.pictures:
                # Fetched later, all at once.
                picture = Picture(self.field, _in_words(here), None, image_id, described=bool(alternative.strip()))
                self.contents.pictures.append(picture)
                self._say((*here, _("alternative text")), alternative)

    def find_pictures_of_text(self) -> None:
        wanted = {picture.image_id for picture in self.contents.pictures if picture.image is None}
        if wanted:
            images = get_image_model().objects.in_bulk(wanted)
            for picture in self.contents.pictures:
                picture.image = picture.image or images.get(picture.image_id)
            self.contents.pictures = [picture for picture in self.contents.pictures if picture.image]

    def _say(self, place: Iterable[str], words: str) -> None:
        if words and not words.isspace():
            self.contents.passages.append(Passage(self.field, _in_words(place), words))

    def _show(self, place, image, described: bool = True) -> None:
        self.contents.pictures.append(Picture(self.field, _in_words(place), image, image.pk, described))

    def _link(self, place, kind, target_id, words: str = "", path: str = "") -> None:
        self.contents.links.append(Link(self.field, _in_words(place), kind, target_id, words, path))


def _in_words(place: Iterable[str]) -> str:
    return BETWEEN_PLACES.join(str(part) for part in place)


def _is_read(model_field) -> bool:
    """True for what people write or choose, and readers meet."""
    if not model_field.editable:
        return False
    if model_field.model is Page:
        return model_field.name in PAGE_FIELDS
    if isinstance(model_field, models.ForeignKey):
        return model_field.related_model in (get_image_model(), get_document_model())
    if isinstance(model_field, StreamField):
        return True
    return isinstance(model_field, models.CharField | models.TextField) and not model_field.choices
