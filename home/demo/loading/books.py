"""The reading room: what is said of each title, and what stands on the shelf."""

from datetime import date, timedelta

from reading.models import Book, Copy

from .content import read
from .hospital import Hospital
from .pages import load_reading_room
from .people import LIBRARIAN
from .reviews import Journey

CATALOGUED_FROM = date(2024, 12, 9)
CATALOGUED_A_DAY = 12
FIRST_BARCODE = 66000001
SHELVES_SINCE = 2016
DAYS_BETWEEN_ARRIVALS = 3


def load_books(hospital: Hospital) -> str:
    """Make the titles, their copies, and the page of the reading room. New arrivals came in the last weeks."""
    librarian = hospital.members[LIBRARIAN]
    items = read("books")["book"]
    new = [item["title"] for item in items if item["new"]]
    books = []
    for item in items:
        book = Book(
            title=item["title"],
            author=item["author"],
            publisher=item["publisher"],
            year=item["year"],
            isbn=item["isbn"],
            call_number=item["call_number"],
            subject=item["subject"],
            description=item["description"],
            cover=hospital.pictures[item["cover"]] if item.get("cover") else None,
            arrived_on=_arrival(hospital, new.index(item["title"])) if item["new"] else None,
            donor=hospital.members[item["donor"]] if item.get("donor") else None,
        )
        book.full_clean()
        books.append(book)
    Book.objects.bulk_create(books)
    for position, (book, item) in enumerate(zip(books, items, strict=True)):
        day = book.arrived_on or CATALOGUED_FROM + timedelta(days=position // CATALOGUED_A_DAY)
        if item["state"] != "live":
            day = hospital.today - timedelta(days=1)
        hospital.journeys.append(Journey(book, librarian, day, item["state"], item.get("remark", "")))
    copies = _copies(books, items)
    load_reading_room(hospital, [book for book, item in zip(books, items, strict=True) if item["featured"]])
    return f"{len(books)} books in {copies} copies"


def _arrival(hospital: Hospital, place: int) -> date:
    return hospital.today - timedelta(days=1 + place * DAYS_BETWEEN_ARRIVALS)


def _copies(books: list[Book], items: list[dict]) -> int:
    wanted = [(book, item) for book, item in zip(books, items, strict=True) for _number in range(item["copies"])]
    Copy.objects.bulk_create(
        Copy(
            book=book,
            barcode=str(barcode),
            # The class of the Chinese Library Classification, its first letter, names the case.
            shelf=f"{book.call_number[:1]}架",
            acquired_on=book.arrived_on or date(max(item["year"] or 0, SHELVES_SINCE), 4, 23),
        )
        for barcode, (book, item) in enumerate(wanted, start=FIRST_BARCODE)
    )
    return len(wanted)
