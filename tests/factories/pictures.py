"""Pictures small enough to be made by the dozen, and real enough to be resized; documents likewise."""

from io import BytesIO

import factory
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from factory.django import DjangoModelFactory
from PIL import Image

from cms.models import UnionDocument, UnionImage, Visibility


class ImageFactory(DjangoModelFactory):
    """A picture of 320 by 240 pixels in one colour, public until something says who uses it."""

    class Meta:
        model = UnionImage

    title = factory.Sequence(lambda n: f"图片{n + 1}")
    description = "一面暖色的墙"
    consent = UnionImage.Consent.NOT_NEEDED
    visibility = Visibility.PUBLIC
    colour = "#c8553d"

    @classmethod
    def _create(cls, model_class, *args, colour, **fields):
        content = BytesIO()
        Image.new("RGB", (320, 240), colour).save(content, "PNG")
        image = model_class(file=ImageFile(content, name="wall.png"), **fields)
        image._set_image_file_metadata()
        image.save()
        return image


class DocumentFactory(DjangoModelFactory):
    """A file of the library called `name` that holds `content`; private until something uses it."""

    class Meta:
        model = UnionDocument

    title = factory.Sequence(lambda n: f"附件{n + 1}")
    name = "form.pdf"
    content = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n"

    @classmethod
    def _create(cls, model_class, *args, name, content, **fields):
        document = model_class(file=ContentFile(content, name=name), **fields)
        document.save()
        return document
