"""What a field says, in words and pictures as a reader has them, whatever is stored."""

from datetime import date, datetime, time, timedelta

import lxml.html
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.html import escape
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from wagtail.fields import RichTextField, StreamField
from wagtail.images.models import AbstractImage
from wagtail.rich_text import expand_db_html

# What begins a line of its own.
BLOCKS = {
    *("p", "div", "section", "article", "figure", "figcaption", "blockquote", "ul", "ol", "li", "table", "tr"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "header", "footer", "video", "img", "caption", "br", "dl", "dt", "dd"),
}
SILENT = {"script", "style", "template", "svg", "noscript"}


def words_of(field: models.Field, thing: models.Model) -> str:
    """Return in plain words what `thing` says in `field`: several lines for a text, "" for nothing.

    A model that keeps something in a notation of its own words it as `<field>_in_words`.
    """
    if hasattr(thing, f"{field.name}_in_words"):
        return getattr(thing, f"{field.name}_in_words")
    value = field.value_from_object(thing)
    if value is None or value == "" or value == []:
        return ""
    if isinstance(field, (StreamField, RichTextField)):
        return "\n".join(lines_of(html_of(field, thing)))
    if field.choices:
        return str(getattr(thing, f"get_{field.name}_display")())
    if isinstance(field, models.ForeignKey):
        return str(getattr(thing, field.name) or "")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value) if timezone.is_aware(value) else value, "DATETIME_FORMAT")
    if isinstance(value, date):
        return date_format(value)
    if isinstance(value, time):
        return time_format(value)
    if isinstance(value, timedelta):
        return duration_in_words(value)
    if isinstance(value, (list, tuple, set, models.QuerySet)):
        parts = [str(part) for part in value]
        # Tags have no order: the database gives them in any.
        return "、".join(sorted(parts) if field.many_to_many else parts)
    return str(value)


def words_of_row(row: models.Model) -> str:
    """Return what a row that belongs to a thing says, such as a leader: its fields but the link that holds it there."""
    parts = [
        words_of(each, row)
        for each in row._meta.concrete_fields
        if not each.primary_key and each.name != "sort_order" and not isinstance(each, ParentalKey)
    ]
    return " · ".join(part for part in parts if part)


def duration_in_words(duration: timedelta) -> str:
    """Return a duration in hours and minutes, as on a timetable."""
    hours, minutes = divmod(round(duration.total_seconds() / 60), 60)
    if not hours:
        return _("%(minutes)s min") % {"minutes": minutes}
    if not minutes:
        return _("%(hours)s h") % {"hours": hours}
    return _("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": minutes}


def html_of(field: models.Field, thing: models.Model) -> str:
    """Return the HTML that readers get of a text field; "" for any other."""
    value = getattr(thing, field.name)
    if isinstance(field, StreamField):
        return str(value.render_as_block()) if value else ""
    if isinstance(field, RichTextField):
        return expand_db_html(value or "")
    return ""


def lines_of(html: str) -> list[str]:
    """Return the text of `html` line by line; where a link leads and what a picture shows is part of it."""
    if not html.strip():
        return []
    lines = [""]
    _read(lxml.html.fragment_fromstring(html, create_parent="div"), lines)
    return [" ".join(line.split()) for line in lines if line.strip()]


def pictures_of(field: models.Field, thing: models.Model) -> dict[str, str]:
    """Return the pictures that a field shows: the address of each with what it shows, in order."""
    if isinstance(field, models.ForeignKey) and issubclass(field.related_model, AbstractImage):
        image = getattr(thing, field.name)
        if image is None:
            return {}
        rendition = image.get_rendition("max-800x800")
        return {rendition.url: image.default_alt_text}
    html = html_of(field, thing)
    if not html.strip():
        return {}
    tree = lxml.html.fragment_fromstring(html, create_parent="div")
    return {image.get("src"): image.get("alt") or "" for image in tree.iter("img") if image.get("src")}


def _read(element, lines: list[str]) -> None:
    if not isinstance(element.tag, str) or element.tag in SILENT:
        return
    if element.tag in BLOCKS and lines[-1]:
        lines.append("")
    if element.tag in ("td", "th") and element.getprevious() is not None:
        lines[-1] += " | "
    if element.tag == "img":
        lines[-1] += _("[picture: %(alt)s]") % {"alt": element.get("alt") or _("no description")}
    lines[-1] += element.text or ""
    for child in element:
        _read(child, lines)
        lines[-1] += child.tail or ""
    if element.tag == "a" and element.get("href"):
        lines[-1] += f" ({element.get('href')})"
    elif element.tag == "video" or element.tag == "source":
        lines[-1] += f" {element.get('src') or ''}"
    if element.tag in BLOCKS and lines[-1]:
        lines.append("")


def as_paragraphs(text: str) -> str:
    """Return plain words as HTML, a paragraph for each line."""
    return "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())
