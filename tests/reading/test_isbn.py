"""ISBN check digits, and what becomes of an ISBN in the catalogue."""

import pytest
from django.core.exceptions import ValidationError

from reading.isbn import normalise_isbn
from reading.models import Book


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("9787117300001", "9787117300001"),
        ("978-7-117-30000-1", "9787117300001"),
        (" 978 7 117 30000 1 ", "9787117300001"),
        # The ten digits of before 2007, whose check may be an X.
        ("7117300000", "9787117300001"),
        ("0-8044-2957-X", "9780804429573"),
        ("0-306-40615-2", "9780306406157"),
    ],
)
def test_an_isbn_is_stored_as_thirteen_digits(written, stored):
    assert normalise_isbn(written) == stored


@pytest.mark.parametrize(
    "written",
    [
        "9787117300002",
        "978711730000",
        "97871173000010",
        "0-8044-2957-1",
        # The check digit is right, the prefix is that of serials.
        "9772096000002",
        "书号",
    ],
)
def test_a_wrong_digit_is_refused(written):
    with pytest.raises(ValidationError):
        normalise_isbn(written)


def test_a_book_stores_its_isbn_without_hyphens():
    book = Book(title="本草漫谈", author="佚名", isbn="978-7-117-30000-1")
    book.clean()
    assert book.isbn == "9787117300001"


def test_a_wrong_isbn_is_reported_at_its_field():
    with pytest.raises(ValidationError) as refused:
        Book(title="本草漫谈", author="佚名", isbn="9787117300002").clean()
    assert list(refused.value.message_dict) == ["isbn"]


def test_a_book_may_be_without_an_isbn():
    book = Book(title="手抄本", author="佚名")
    book.clean()
    assert book.isbn == ""
