"""Addresses of this site that somebody typed or pasted: whether the page tree has anything there."""

from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

# Answered by the web server or by middleware, before any address is looked up.
FILES = (settings.STATIC_URL, settings.MEDIA_URL)
# A browser leaves these out of an address.
DEFAULT_PORTS = {80, 443, None}


def own_path(address: str) -> str | None:
    """Return the path of an address that the page tree answers, with its slashes at both ends.

    None stands for another site, a mail address, a place on the same page, a file, and what a view of ours answers.
    """
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname, None if parts.port in DEFAULT_PORTS else parts.port)
    except ValueError:
        return None
    if parts.netloc:
        if parts.scheme not in ("http", "https", "") or host not in _own_hosts():
            return None
    elif parts.scheme or not parts.path.startswith("/"):
        return None
    path = unquote(parts.path) or "/"
    if path.startswith(FILES):
        return None
    # Without its last slash an address is led to the one with it.
    path = path if path.endswith("/") else f"{path}/"
    try:
        return path if resolve(path).url_name == "wagtail_serve" else None
    except Resolver404:
        return path


def dead_ends(paths: Iterable[str]) -> dict[str, str]:
    """Return those of the paths that show nothing to a reader: by each, the title of the page that is not public there,
    or "" where there is none. Two queries, however many.
    """
    roots = [root.root_path.rstrip("/") for root in Site.get_site_root_paths()]
    wanted = {f"{root}{path}": path for path in paths for root in roots}
    if not wanted:
        return {}
    dead = dict.fromkeys(wanted.values(), "")
    live = set()
    for url_path, title, is_live in Page.objects.filter(url_path__in=wanted).values_list("url_path", "title", "live"):
        if is_live:
            live.add(wanted[url_path])
        dead[wanted[url_path]] = title
    left = {Redirect.normalise_path(path): path for path in dead if path not in live}
    if left:
        live |= {left[old] for old in Redirect.objects.filter(old_path__in=left).values_list("old_path", flat=True)}
    return {path: title for path, title in dead.items() if path not in live}


def _own_hosts() -> set[tuple[str | None, int | None]]:
    roots = [root.root_url for root in Site.get_site_root_paths()]
    found = set()
    for parts in map(urlsplit, [*roots, settings.WAGTAILADMIN_BASE_URL]):
        found.add((parts.hostname, None if parts.port in DEFAULT_PORTS else parts.port))
    return found
