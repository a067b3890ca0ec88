"""What this room keeps about people, for the registry."""

from django.utils.translation import gettext_lazy as _

from people.models import Member
from people.privacy.registry import Entry, Fact, keeps, on_emptying

from .models import Book


def _donation(book: Book) -> Entry:
    return [Fact("title", _("title"), book.title), Fact("arrived_on", _("arrived on"), book.arrived_on)]


def register() -> None:
    keeps(
        key="reading.donations",
        name=_("Books that you have given"),
        contents=_("Which books in the reading room you have donated."),
        purpose=_("To thank you on the page of the book."),
        period=_("As long as the book; without your name once your data is emptied."),
        seen_by=_("Everybody, once the entry of the book is approved."),
        models=("reading.Book",),
        rows=lambda member: Book.objects.filter(donor=member).order_by("-arrived_on", "-pk"),
        describe=_donation,
    )
    on_emptying(thank_nobody_by_name)


def thank_nobody_by_name(member: Member) -> None:
    Book.objects.filter(donor=member).update(donor=None)
