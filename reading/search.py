"""Books as they are found: by title, author, publisher, subject text, ISBN and call number."""

from django.utils.translation import gettext_lazy as _

from cms.search.kinds import Description, Kind, register_kind

from .models import Book


def register() -> None:
    register_kind(
        Kind(
            key="books",
            label=_("Books"),
            models=(Book,),
            describe=describe,
            shown_to=lambda reader: Book.objects.live().with_card_data(),
            template="reading/found.html",
            order=70,
        )
    )


def describe(book: Book) -> Description:
    # An ISBN is typed with hyphens and without.
    numbers = [book.isbn, book.isbn.replace("-", ""), book.call_number]
    return Description(
        title=book.title,
        names=[book.author],
        summary=f"{book.publisher} {book.get_subject_display()}".strip(),
        text="\n".join([book.description, *filter(None, numbers)]),
        dated=book.arrived_on,
    )
