"""The articles (新闻报道) in the file of an activity: those that whoever keeps the date has chosen."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import pgettext_lazy

from activities.file.choosing import chosen_in
from activities.file.paper import text_pdf
from activities.file.parts.approval import approval_sheets
from activities.file.registry import Choice, File, Part, register_part
from activities.file.subject import Subject
from approval.wording import words_of
from people.models import Member

from .models import NewsPage

# An article about a date: from the announcement of it until the report has been written.
BEFORE, AFTER = timedelta(days=30), timedelta(days=90)
MOST_OFFERED = 60
KEY = "news"


def articles(subject: Subject, reader: Member) -> Iterator[File]:
    """Each with the sheet by which it was approved."""
    for page in _chosen(subject, reader):
        yield File(f"{page.date:%Y-%m-%d} {page.title}.pdf", _pdf(page), title=page.title)
        yield from approval_sheets(page)


def articles_count(subject: Subject, reader: Member) -> int:
    return _chosen(subject, reader).count()


def _chosen(subject: Subject, reader: Member):
    """Those of the chosen ones that are still public, and that the reader may read."""
    pages = NewsPage.objects.live().visible_to(reader).filter(pk__in=chosen_in(subject, KEY))
    return pages.select_related("category").order_by("date", "pk")


def offered(subject: Subject, reader: Member) -> list[Choice]:
    """Return the articles from the time of a date: those of its club and those that name it first, then the others."""
    day = timezone.localdate(subject.session.starts_at)
    pages = NewsPage.objects.live().visible_to(reader).filter(date__range=(day - BEFORE, day + AFTER))
    found = list(pages.select_related("club").order_by("-date", "-pk")[:MOST_OFFERED])
    found.sort(key=lambda page: not _is_about(page, subject))
    return [Choice(str(page.pk), page.title, f"{page.date:%Y-%m-%d}") for page in found]


def _is_about(page: NewsPage, subject: Subject) -> bool:
    club = subject.club
    return bool(club and page.club_id == club.pk) or subject.title in page.title


def _pdf(page: NewsPage) -> bytes:
    facts = [
        ("发布日期", f"{page.date:%Y-%m-%d}"),
        ("栏　　目", page.category),
        ("撰　　稿", page.writer),
        ("摄　　影", page.photographer),
        ("编　　辑", page.editor),
        ("审　　核", page.reviewers),
        ("来　　源", page.source),
    ]
    lines = words_of(NewsPage._meta.get_field("body"), page).splitlines()
    return text_pdf(page.title, "新闻报道", facts, lines)


def register() -> None:
    register_part(
        Part(
            KEY,
            pgettext_lazy("part of a file", "News"),
            90,
            articles,
            articles_count,
            offers=offered,
            on_paper="新闻报道",
        )
    )
