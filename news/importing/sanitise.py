"""The only HTML that leaves this package: paragraphs, bold, italic, lists, links, line breaks."""

import re

import nh3

TEXT_TAGS = {"p", "b", "i", "ol", "ul", "li", "a", "br"}
INLINE_TAGS = {"b", "i", "a", "br"}
# What a page of HTML is reduced to before it is taken apart.
PAGE_TAGS = TEXT_TAGS | {
    *("h1", "h2", "h3", "h4", "h5", "h6", "strong", "em", "sup", "sub", "s", "strike", "del", "img", "hr"),
    *("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "blockquote", "cite", "figure", "figcaption"),
    *("div", "section", "article", "main", "header", "footer", "address", "center", "pre", "dl", "dt", "dd"),
}
SILENT_TAGS = {
    *("script", "style", "title", "noscript", "template", "svg", "math", "iframe", "object", "nav", "select", "button"),
}
PAGE_ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt", "title", "data-src"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    **dict.fromkeys(("p", "div", "section", "h1", "h2", "h3"), {"align", "style"}),
}
LINK_SCHEMES = {"http", "https", "mailto", "tel"}

_LINK_WITHOUT_ADDRESS = re.compile(r"<a>(.*?)</a>", re.S)
_EMPTY = re.compile(r"<(b|i|a)\b[^>]*>(\s*)</\1>")
_ADJACENT = re.compile(r"</(b|i)>(\s*)<\1>")


def clean_text(html: str) -> str:
    """Return block HTML reduced to TEXT_TAGS, links only to LINK_SCHEMES and absolute."""
    return _clean(html, TEXT_TAGS)


def clean_inline(html: str) -> str:
    """Return the HTML of one paragraph reduced to bold, italic, links and line breaks, white space collapsed."""
    html = _clean(html, INLINE_TAGS)
    html = re.sub(r"[ \t\r\n\f\v]+", " ", html.replace("&nbsp;", " "))
    html = re.sub(r"\s*<br>\s*", "<br>", html)
    return re.sub(r"^(?:<br>|[ 　])+|(?:<br>|[ 　])+$", "", html)


def clean_page(html: str) -> str:
    """Return a page of foreign HTML without scripts, styles and anything else that is not in PAGE_TAGS."""
    return nh3.clean(
        html,
        tags=PAGE_TAGS,
        clean_content_tags=SILENT_TAGS,
        attributes=PAGE_ATTRIBUTES,
        filter_style_properties={"text-align"},
        link_rel=None,
        url_schemes=LINK_SCHEMES | {"picture"},
    )


def _clean(html: str, tags: set[str]) -> str:
    html = nh3.clean(
        html,
        tags=tags,
        attributes={"a": {"href"}},
        attribute_filter=_close_address,
        link_rel=None,
        url_schemes=LINK_SCHEMES,
        url_relative="deny",
    )
    html = _LINK_WITHOUT_ADDRESS.sub(r"\1", html)
    # Word cuts one bold phrase into many runs; emptied and split tags would make the text hard to edit.
    while True:
        mended = _ADJACENT.sub(r"\2", _EMPTY.sub(r"\2", html))
        if mended == html:
            return html
        html = mended


def _close_address(tag: str, attribute: str, value: str) -> str:
    """Encode angle brackets in an address, so that "<" and ">" in the result are always tags."""
    return value.replace("<", "%3C").replace(">", "%3E")
