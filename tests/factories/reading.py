import factory
from factory.django import DjangoModelFactory

from reading.models import Book, Copy

from .editorial import EditorialFactory


class BookFactory(EditorialFactory):
    """The public entry of a title."""

    class Meta:
        model = Book

    title = factory.Sequence(lambda n: f"本草漫谈 卷{n + 1}")
    author = "佚名"
    subject = Book.Subject.TCM
    description = "从厨房里认识药材。"


class CopyFactory(DjangoModelFactory):
    """What stands on the shelf."""

    class Meta:
        model = Copy

    book = factory.SubFactory(BookFactory)
    barcode = factory.Sequence(lambda n: f"B{n + 1:06}")
