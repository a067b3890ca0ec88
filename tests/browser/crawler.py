"""Reads a running site as one person: follows links, and looks at every page and every file that pages need."""

import json
import re
from collections import deque
from collections.abc import Callable, Hashable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

import lxml.html
import requests
from requests.adapters import HTTPAdapter
from urllib3 import Retry

from cms.demo.accounts import PASSWORD

PATIENCE_SECONDS = 120
# The web server has threads, and this side parses while that side renders.
AT_ONCE = 3
# What a page needs besides itself, and where it says so.
NEEDED = [
    ("image/", "//img/@src | //video/@poster | //meta[@property='og:image']/@content"),
    ("image/", "//a[@data-lightbox-item]/@href | //link[contains(@rel, 'icon')]/@href"),
    ("image/svg+xml", "//*[local-name()='use']/@href"),
    ("text/css", "//link[@rel='stylesheet']/@href"),
    ("text/javascript", "//script/@src"),
    ("video/", "//source[not(parent::picture)]/@src"),
]
LEADS_ON = "//a/@href | //iframe/@src | //form[not(@method) or @method='get']/@action | //link[@rel='alternate']/@href"
IN_STYLESHEET = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")
# What a template shows when it was given nothing, or was not rendered; and markup shown as text.
NOT_FOR_READERS = re.compile(
    r"\{\{|\}\}|\{%|%\}|\{#|#\}|%\(\w+\)s|\bNone\b|\bundefined\b|<\w+\.\w+ object|QuerySet \[|&(?:lt|amp|quot);"
    r"|</?(?:p|b|i|ul|ol|li|div|span|br|strong|em)\b[^>]{0,80}>"
)
# How a name is read, in Latin letters, is Chinese too.
NOT_SHOWN = (
    "@lang='zh-Latn-pinyin' or @hidden or self::script or self::style or self::template or self::iframe"
    " or self::noscript"
)
EDITORS_OWN = (
    "/admin/snippets/",
    "/admin/pages/",
    "/admin/reports/",
    "/admin/images/",
    "/admin/documents/",
    "/admin/users/",
)
ENGLISH = re.compile(r"[A-Za-z]{2,} [a-z]{2,}|^[A-Z][a-z]{2,}$")
# A language is offered by its own name.
NOT_TRANSLATED = {"English"}
SHOWN_ATTRIBUTES = "//@alt | //@title | //@aria-label | //@placeholder | //meta[@name='description']/@content"


@dataclass
class Answer:
    """What one address gave: `kind` is the content type, `came_from` the first page that led there."""

    address: str
    status: int
    kind: str
    body: bytes
    came_from: str

    @property
    def is_page(self) -> bool:
        return self.status == 200 and self.kind.startswith("text/html") and b"<html" in self.body[:2000]

    @cached_property
    def tree(self):
        return lxml.html.document_fromstring(self.body.decode())

    @cached_property
    def shown(self) -> str:
        """Everything that is read or read out: text and the attributes that say something, a line each."""
        texts = self.tree.xpath(f"//body//text()[not(ancestor::*[{NOT_SHOWN}])]")
        lines = [self.tree.findtext(".//title") or "", *texts, *self.tree.xpath(SHOWN_ATTRIBUTES)]
        return "\n".join(line.strip() for line in lines if line.strip())

    @cached_property
    def ids(self) -> set[str]:
        return set(self.tree.xpath("//@id"))

    @property
    def english(self) -> list[str]:
        """What is shown in English: a single word, or several in a row."""
        return [line for line in self.shown.splitlines() if ENGLISH.search(line) and line not in NOT_TRANSLATED]

    def faults(self) -> list[str]:
        """Return what is wrong with the page itself, each fault in a few words."""
        found = []
        h1 = [heading.text_content().strip() for heading in self.tree.xpath("//h1")]
        # Some of the editor's own pages have only a second level.
        if (len(h1) != 1 or not all(h1)) and not self.address.startswith(EDITORS_OWN):
            found.append(f"h1: {h1}")
        if not (self.tree.findtext(".//title") or "").strip(" ·\n"):
            found.append("no title")
        if self.tree.get("lang") != "zh-hans":
            found.append(f"lang: {self.tree.get('lang')}")
        found += [f"shows {match[0]!r}" for match in [NOT_FOR_READERS.search(self.shown)] if match]
        found += [f"no alt: {src}" for src in self.tree.xpath("//img[not(@alt)]/@src")]
        return found


@dataclass
class Crawler:
    """One person's way through the site at `site` (an address without a slash at its end).

    `one_of` says of which addresses only the first is read: those for which it returns the same; None means every
    one. `checked_files` may be shared between crawlers, since files are the same for everybody.
    """

    site: str
    as_member: str | None = None
    one_of: Callable[[str], Hashable | None] = lambda address: None
    # What signs out, what wants a choice first, and a link that Wagtail 8.0 leaves empty where a snippet is copied.
    leaves_out: re.Pattern = re.compile(r"/logout/|^/admin/bulk/|^/admin/snippets/.*/copy/\d+/None$")
    checked_files: dict[str, Answer] = field(default_factory=dict, repr=False)
    answers: dict[str, Answer] = field(default_factory=dict, repr=False)
    broken_places: list[str] = field(default_factory=list)

    def __post_init__(self):
        self.session = requests.Session()
        # A server may close a kept connection in the moment in which it is used again.
        self.session.mount(self.site, HTTPAdapter(max_retries=Retry(total=3, status=0, backoff_factor=0.1)))
        # Chinese screens for an English browser too.
        self.session.headers["Accept-Language"] = "en-US,en;q=0.9"
        if self.as_member:
            self._sign_in()

    def _sign_in(self) -> None:
        address = f"{self.site}/accounts/login/"
        form = lxml.html.document_fromstring(self.session.get(address, timeout=PATIENCE_SECONDS).content)
        token = form.xpath("//input[@name='csrfmiddlewaretoken']/@value")[0]
        data = {"login": self.as_member, "password": PASSWORD, "csrfmiddlewaretoken": token}
        answer = self.session.post(address, data, allow_redirects=False, timeout=PATIENCE_SECONDS)
        assert answer.status_code == 302, f"{self.as_member} cannot sign in"

    def get(self, address: str, came_from: str = "") -> Answer:
        """Fetch an address of the site, given from the slash on; what it leads to counts as its answer."""
        got = self.session.get(f"{self.site}{address}", timeout=PATIENCE_SECONDS)
        kind = got.headers.get("Content-Type", "")
        return Answer(urlsplit(got.url).path, got.status_code, kind, got.content, came_from)

    def crawl(self, *starts: str) -> "Crawler":
        """Read everything that `starts` lead to, in the order in which it is met; returns itself."""
        waiting = deque((start, "") for start in starts)
        met: set[Hashable] = set()
        places: set[tuple[str, str, str]] = set()
        with ThreadPoolExecutor(AT_ONCE) as pool:
            while waiting:
                batch = []
                while waiting:
                    address, came_from = waiting.popleft()
                    key = self.one_of(address) or address
                    if key not in met:
                        met.add(key)
                        batch.append((address, came_from))
                for (address, _from), answer in zip(batch, pool.map(lambda pair: self.get(*pair), batch), strict=True):
                    self.answers[address] = answer
                    if not answer.is_page:
                        continue
                    for link, place in self._links(answer, address):
                        waiting.append((link, address))
                        # Wagtail's editor finds its places (`#:w:contentpath=…`) by script.
                        if place and not address.startswith("/admin/"):
                            places.add((link, place, address))
                    self._note_files(answer, address)
            self._fetch_files(pool)
        for link, place, address in sorted(places):
            target = self.answers.get(link)
            if target and target.is_page and place not in target.ids:
                self.broken_places.append(f"{address} -> {link}#{place}")
        return self

    def _own(self, page: str, link: str) -> tuple[str, str] | None:
        """Return an address of this site from the slash on, and the place in its page; None for other sites."""
        whole, place = urldefrag(urljoin(f"{self.site}{page}", link.strip()))
        if not whole.startswith(f"{self.site}/"):
            return None
        return whole.removeprefix(self.site), place

    def _links(self, answer: Answer, page: str) -> Iterable[tuple[str, str]]:
        links = [
            link for link in answer.tree.xpath(LEADS_ON) if not link.startswith(("mailto:", "tel:", "javascript:"))
        ]
        for sidebar in answer.tree.xpath("//script[@id='wagtail-sidebar-props']/text()"):
            links += re.findall(r'"url": "([^"]+)"', json.dumps(json.loads(sidebar)))
        for link in links:
            own = self._own(page, link)
            if own and not self.leaves_out.search(own[0]) and not own[0].startswith(("/media/", "/static/")):
                yield own

    def _note_files(self, answer: Answer, page: str) -> None:
        wanted = [(kind, link) for kind, where in NEEDED for link in answer.tree.xpath(where)]
        for srcset in answer.tree.xpath("//@srcset"):
            wanted += [("image/", candidate.split()[0]) for candidate in srcset.split(",")]
        for kind, link in wanted:
            # Wagtail's editor leaves pictures empty that its scripts fill.
            if link.startswith(("data:", "#")) or (not link and page.startswith("/admin/")):
                continue
            own = self._own(page, link)
            if own:
                self.checked_files.setdefault(own[0], Answer(own[0], 0, kind, b"", page))
                if kind == "image/svg+xml" and own[1]:
                    self.wanted_symbols.setdefault(own[0], {}).setdefault(own[1], page)

    @cached_property
    def wanted_symbols(self) -> dict[str, dict[str, str]]:
        return {}

    def _fetch_files(self, pool: ThreadPoolExecutor) -> None:
        """Fetch each file once, and what stylesheets need in their turn."""
        while unknown := [file for file in self.checked_files.values() if not file.status]:
            for file, got in zip(unknown, pool.map(lambda file: self.get(file.address), unknown), strict=True):
                file.status = got.status
                file.body = got.body
                wanted, file.kind = file.kind, got.kind
                if got.status == 200 and not got.kind.startswith(wanted):
                    file.status = 415
                if got.kind.startswith("text/css"):
                    for match in IN_STYLESHEET.finditer(got.body.decode()):
                        own = (
                            None
                            if (match[1] or match[2]).startswith("data:")
                            else self._own(file.address, match[1] or match[2])
                        )
                        if own:
                            kind = "text/css" if own[0].endswith(".css") else ""
                            self.checked_files.setdefault(own[0], Answer(own[0], 0, kind, b"", file.address))

    def missing_files(self) -> list[str]:
        """Return each file that is not there, is of another type than its use, or lacks a symbol that is drawn."""
        found = [
            f"{file.status} {file.kind}: {file.address} (in {file.came_from})"
            for file in self.checked_files.values()
            if file.status != 200 or not file.body
        ]
        for address, symbols in self.wanted_symbols.items():
            drawing = self.checked_files[address].body.decode()
            found += [
                f"{address}#{name} (in {page})" for name, page in symbols.items() if f'id="{name}"' not in drawing
            ]
        return found


def names_in_query(address: str) -> tuple[str, frozenset[str]]:
    """Return the path and the names that its query gives values to."""
    parts = urlsplit(address)
    return parts.path, frozenset(name for name, _value in parse_qsl(parts.query, keep_blank_values=True))
