"""A text that somebody pastes into the WeChat group: subject, two lines, and an address that others can open."""

from urllib.parse import unquote, urlsplit

from django.conf import settings
from wagtail.models import Page, Site

LINES = 2
LINE_LENGTH = 60


def text_to_paste(subject: str, body: str, link: str, own_address: str) -> str:
    """Return the text; the address is that of the page where everybody may read it, else `own_address`, a path.

    Without either there is none: what was said to one person alone opens for nobody else.
    """
    lines = [line.strip() for line in body.splitlines() if line.strip()][:LINES]
    lines = [line if len(line) <= LINE_LENGTH else line[: LINE_LENGTH - 1] + "…" for line in lines]
    path = link if is_public(link) else own_address
    address = [f"{settings.WAGTAILADMIN_BASE_URL}{path}"] if path else []
    return "\n".join([subject, *lines, *address])


def is_public(link: str) -> bool:
    """True for the address of a live page on this site that is open to everybody."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or not parts.path.startswith("/"):
        return False
    path = unquote(parts.path).strip("/")
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return False
    url_path = site.root_page.url_path + (f"{path}/" if path else "")
    return Page.objects.live().public().filter(url_path=url_path).exists()
