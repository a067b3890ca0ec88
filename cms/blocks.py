"""The blocks of which pages are written. Block names are stored in the database: rename none."""

from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.blocks import StreamBlockValidationError
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]


class Heading(blocks.StructValue):
    @property
    def anchor(self) -> str:
        """The heading as part of an address; Chinese stays Chinese."""
        return slugify(self["text"], allow_unicode=True)


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Heading"), max_length=80)
    level = blocks.ChoiceBlock(label=_("Level"), choices=[("2", _("section")), ("3", _("subsection"))], default="2")

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "blocks/heading.html"
        value_class = Heading

    def get_searchable_content(self, value):
        # Its level is no word of the article.
        return self.child_blocks["text"].get_searchable_content(value["text"])


class DescribedImageBlock(ImageBlock):
    """Wagtail's image with its alternative text; Wagtail names the first of its fields in English only."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.child_blocks["image"].label = _("Picture file")


class PictureBlock(blocks.StructBlock):
    image = DescribedImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=pgettext_lazy("of a picture", "Caption"), required=False, max_length=120)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "blocks/picture.html"


def fetch_renditions(pictures) -> None:
    """Fetch what has been cut from the images of `pictures` (values of PictureBlock) in one query."""
    prefetch_related_objects([picture["image"] for picture in pictures], "renditions")


class GalleryBlock(blocks.StructBlock):
    pictures = blocks.ListBlock(PictureBlock(), label=_("Pictures"), min_num=2, max_num=60)

    def get_context(self, value, parent_context=None):
        fetch_renditions(value["pictures"])
        return super().get_context(value, parent_context=parent_context)

    class Meta:
        icon = "grid"
        label = _("Gallery")
        template = "blocks/gallery.html"


class VideoBlock(blocks.StructBlock):
    video = DocumentChooserBlock(label=_("Video"), help_text=_("An .mp4 or .webm file from the documents."))
    poster = ImageChooserBlock(label=_("Still picture"), help_text=_("Shown until the video is started."))
    caption = blocks.CharBlock(label=pgettext_lazy("of a picture", "Caption"), required=False, max_length=120)

    def clean(self, value):
        value = super().clean(value)
        if value["video"] and not value["video"].is_video:
            raise blocks.StructBlockValidationError(
                {"video": ValidationError(_("Choose an .mp4 or .webm file; this one is not a video."))}
            )
        return value

    class Meta:
        icon = "media"
        label = _("Video")
        template = "blocks/video.html"


class DocumentsBlock(blocks.StructBlock):
    documents = blocks.ListBlock(DocumentChooserBlock(), label=_("Documents"), min_num=1)

    class Meta:
        icon = "doc-full"
        label = _("Documents to download")
        template = "blocks/documents.html"


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Quotation"), max_length=500)
    attribution = blocks.CharBlock(label=_("Who said it"), required=False, max_length=80)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "blocks/quote.html"


def table_block() -> TypedTableBlock:
    """Return a table of text cells. Its stored form is Wagtail's: columns with headings, rows of values, a caption."""
    return TypedTableBlock(
        [("text", blocks.TextBlock(label=_("Text"), required=False, rows=1))],
        label=_("Table"),
        icon="table",
        template="blocks/table.html",
    )


class TranslatedStreamBlock(blocks.StreamBlock):
    """Wagtail says in English only, above the form, that something in a stream is wrong."""

    def clean(self, value, **kwargs):
        try:
            return super().clean(value, **kwargs)
        except StreamBlockValidationError as error:
            error.message = _("Something in it is missing or wrong; it is marked below.")
            raise


class ArticleBlock(TranslatedStreamBlock):
    """The body of everything that is read: news, rules, standard pages."""

    text = blocks.RichTextBlock(label=_("Text"), features=TEXT_FEATURES, icon="pilcrow", template="blocks/text.html")
    heading = HeadingBlock()
    picture = PictureBlock()
    gallery = GalleryBlock()
    video = VideoBlock()
    documents = DocumentsBlock()
    quote = QuoteBlock()
    table = table_block()

    class Meta:
        label = _("Article")
