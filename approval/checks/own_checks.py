"""The checks that come with the site."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from approval.models.check_settings import Severity
from approval.models.checked_word import CheckedWord

from .contents import Contents, Link, Passage, Picture
from .finding import Match, around
from .registry import check
from .rich_text import LinkKind
from .rules import Rules

NUMBERS = {
    "resident_id": (
        gettext_lazy("resident ID number"),
        gettext_lazy("This is a valid resident ID number."),
        gettext_lazy("Take it out, or leave the first and the last digits only."),
    ),
    "bank_card": (
        gettext_lazy("bank card number"),
        gettext_lazy("This is a valid bank card number."),
        gettext_lazy("Take it out; send it to whoever needs it by another way."),
    ),
    "medical_number": (
        gettext_lazy("medical-record or bed number"),
        gettext_lazy("A medical-record or bed number leads to a patient."),
        gettext_lazy("Take it out, or write “a patient” instead."),
    ),
    "mobile_number": (
        gettext_lazy("mobile number"),
        gettext_lazy("This is somebody's mobile number."),
        gettext_lazy("Give the telephone of the office, or make sure that its owner agrees."),
    ),
}
KIND_OF_CHECK = {
    "patient_word": CheckedWord.Kind.PATIENT,
    "sensitive_word": CheckedWord.Kind.SENSITIVE,
    "slip": CheckedWord.Kind.SLIP,
}


def _at(passage: Passage, start: int, end: int, **said) -> Match:
    """Return a match of the folded text from `start` to `end`, in the words as they were written."""
    before, words, after = around(passage.words, *passage.folded.span(start, end))
    return Match(passage.field, passage.place, words=words, before=before, after=after, **said)


def _written(contents: Contents) -> Iterable[Passage]:
    """The passages, without the address of a page where it only repeats the title."""
    title = getattr(contents.thing, "title", "").replace("-", "").replace(" ", "").lower()
    for passage in contents.passages:
        if passage.field == "slug" and passage.words.replace("-", "") in title:
            continue
        yield passage


def _number_check(kind: str) -> None:
    name, problem, remedy = NUMBERS[kind]

    @check(kind, name)
    def find(contents: Contents, rules: Rules):
        for passage in _written(contents):
            for number in passage.numbers:
                if number.kind == kind:
                    yield _at(passage, number.start, number.end, problem=str(problem), remedy=str(remedy))


for kind in NUMBERS:
    _number_check(kind)


def _word_check(code: str, name, problem) -> None:
    kind = KIND_OF_CHECK[code]

    @check(code, name)
    def find(contents: Contents, rules: Rules):
        listed = rules.words
        for passage in _written(contents):
            for entry, start, end in listed.find(passage.folded.plain, kind):
                remedy = entry.advice or _("Look whether it can stay.")
                severity = Severity(entry.severity) if entry.severity else None
                yield _at(passage, start, end, problem=str(problem), remedy=remedy, severity=severity)


_word_check("patient_word", gettext_lazy("word about patients"), gettext_lazy("This may tell something of a patient."))
_word_check("sensitive_word", gettext_lazy("sensitive word"), gettext_lazy("The office asks to look at this word."))
_word_check("slip", gettext_lazy("word often mistaken"), gettext_lazy("This word is often written by mistake."))


@check("alternative_text", gettext_lazy("picture without a description"))
def pictures_without_description(contents: Contents, rules: Rules):
    for picture in contents.pictures:
        if not picture.described:
            yield Match(
                picture.field,
                picture.place,
                words=picture.image.title,
                problem=_("The picture has no description for those who cannot see it."),
                remedy=_("Describe in one sentence what can be seen, or mark it as decorative."),
                key=str(picture.image.pk),
            )


@check("consent", gettext_lazy("picture without consent"))
def pictures_without_consent(contents: Contents, rules: Rules):
    for picture in contents.pictures:
        if getattr(picture.image, "lacks_consent", False):
            yield _match_of(
                picture,
                problem=_("It is not known whether those in the picture have agreed; for children, the guardian."),
                remedy=_("Ask them, and write it down with the picture under “consent”."),
            )


@check("children", gettext_lazy("picture of children without the guardian's consent"))
def children_without_guardians_consent(contents: Contents, rules: Rules):
    for picture in contents.pictures:
        if getattr(picture.image, "lacks_guardians_consent", False):
            yield _match_of(
                picture,
                problem=_("The picture shows children, and nothing says which guardian agreed, when and how."),
                remedy=_("Write it down with the picture under “note on consent”, or choose another picture."),
            )


def _match_of(picture: Picture, *, problem: str, remedy: str) -> Match:
    """A finding on a picture, whatever place it has; it is another one once the file is another."""
    return Match(
        picture.field,
        picture.place,
        words=picture.image.title,
        problem=problem,
        remedy=remedy,
        key=f"{picture.image.pk} {picture.image.file_hash}",
    )


@check("broken_link", gettext_lazy("link that leads nowhere"))
def broken_links(contents: Contents, rules: Rules):
    for link in contents.links:
        problem = _problem_of(link, contents)
        if problem:
            yield Match(
                link.field,
                link.place,
                words=link.words,
                problem=problem,
                remedy=_("Choose another page or document, or take the link out."),
                key=f"{link.kind} {link.address or link.target_id}",
            )


def _problem_of(link: Link, contents: Contents) -> str:
    if link.kind == LinkKind.DOCUMENT:
        return "" if link.target_id in contents.target_documents else _("The document of this link no longer exists.")
    if link.kind == LinkKind.ADDRESS:
        return _problem_of_address(link, contents)
    page = contents.target_pages.get(link.target_id)
    if page is None:
        return _("The page of this link no longer exists.")
    if page.live or page.pk == contents.thing.pk:
        return ""
    return _("The page of this link, “%(title)s”, is not public.") % {"title": page.title}


def _problem_of_address(link: Link, contents: Contents) -> str:
    title = contents.dead_ends.get(link.address)
    # A page may name the address at which it is going to be.
    if title is None or link.address == _own_address(contents.thing):
        return ""
    if title:
        return _("The page of this link, “%(title)s”, is not public.") % {"title": title}
    return _("There is no page at the address of this link, %(address)s.") % {"address": link.address}


def _own_address(thing) -> str:
    parts = thing.get_url_parts() if isinstance(thing, Page) and thing.pk else None
    return parts[2] if parts else ""


@check("empty_summary", gettext_lazy("no summary"))
def empty_summary(contents: Contents, rules: Rules):
    summary = getattr(contents.thing, "summary", None)
    if summary is not None and not summary.strip():
        yield Match(
            "summary",
            str(contents.thing._meta.get_field("summary").verbose_name),
            problem=_("There is no summary."),
            remedy=_("Write one or two sentences: lists show them, and whoever shares the page."),
            key="empty",
        )


@check("long_title", gettext_lazy("long title"))
def long_title(contents: Contents, rules: Rules):
    title = getattr(contents.thing, "title", "")
    if len(title) > rules.settings.title_length:
        yield Match(
            "title",
            str(contents.thing._meta.get_field("title").verbose_name),
            words=title,
            problem=_("The title has %(length)d characters; lists and phones cut it off.") % {"length": len(title)},
            remedy=_("Shorten it to %(length)d characters.") % {"length": rules.settings.title_length},
        )
