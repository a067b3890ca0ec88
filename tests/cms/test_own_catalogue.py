"""Every string of our own code and templates has its Chinese and stands in the English catalogue."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.utils.translation.template import templatize

BASE = settings.BASE_DIR
ROOMS = [*settings.ROOMS, "approval"]
CHINESE = BASE / "locale/zh_Hans/LC_MESSAGES/django.po"
ENGLISH = BASE / "locale/en/LC_MESSAGES/django.po"

# What each function is given: the place of the context, of the string and of its plural among its arguments.
CALLS = {
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "_": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}
LITERAL = r"""u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
IN_TEMPLATE = re.compile(rf"\b(?P<name>[np]*gettext|_)\(\s*(?P<given>{LITERAL}(?:\s*,\s*{LITERAL})*)")
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sdr]|\{\w*\}")
TAG = re.compile(r"</?\w[^>]*>")
WORD = re.compile(r"[a-z]{3}")
NAMED_IN_THEIR_OWN_LANGUAGE = {"English"}
CHINESE_CHARACTER = re.compile(r"[\u3400-\u9fff]")

# What gettext looks a string up by (context or None, English), and its plural or None.
Message = tuple[str | None, str, str | None]


def message(name: str, given: list) -> Message:
    """Return what a call of the gettext function `name` with these arguments asks for."""
    context, singular, plural = CALLS[name]
    return (
        None if context is None else given[context],
        given[singular],
        None if plural is None else given[plural],
    )


def messages_in_python(source: str) -> Iterator[tuple[int, Message]]:
    """Yield the line and message of each call whose arguments are written out."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name in CALLS:
            given = [argument.value if isinstance(argument, ast.Constant) else None for argument in node.args]
            found = message(name, given)
            assert isinstance(found[1], str), f"line {node.lineno}: a string that no catalogue can hold"
            yield node.lineno, found


def messages_in_template(source: str) -> Iterator[tuple[int, Message]]:
    """Yield the same for a template, from what Django makes of it for xgettext."""
    for number, line in enumerate(templatize(source).splitlines(), start=1):
        for call in IN_TEMPLATE.finditer(line):
            given = [ast.literal_eval(text) for text in re.findall(LITERAL, call["given"])]
            yield number, message(call["name"], given)


def own_files(suffix: str) -> list[Path]:
    files = (path for room in ROOMS for path in (BASE / room).rglob(f"*{suffix}"))
    return sorted(path for path in files if "migrations" not in path.parts)


@cache
def own_messages() -> dict[Message, str]:
    """Return every message of our code, with the first place where it stands."""
    found: dict[Message, str] = {}
    for suffix, read in ((".py", messages_in_python), (".html", messages_in_template), (".txt", messages_in_template)):
        for path in own_files(suffix):
            for line, asked in read(path.read_text(encoding="utf-8")):
                found.setdefault(asked, f"{path.relative_to(BASE)}:{line}")
    return found


@cache
def catalogue(path: Path) -> dict[tuple[str | None, str], polib.POEntry]:
    return {(entry.msgctxt, entry.msgid): entry for entry in polib.pofile(str(path)) if not entry.obsolete}


def listed(problems: list[str]) -> str:
    return f"{len(problems)}:\n  " + "\n  ".join(problems)


def texts(entry: polib.POEntry) -> list[str]:
    """Return what the entry says: one text, or one for each plural form."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def test_strings_are_found_in_every_way_of_writing_them():
    python = """
_("a"); gettext_lazy("b"); ngettext("c", "cs", n); pgettext_lazy("x", "d"); translation.gettext("e" "f")
"""
    template = """{% load i18n %}{% translate "a" %}{% translate "d" context "x" %}{{ _("g") }}
{% include "x" with label=_("h") %}{% blocktranslate count n=n trimmed %}
  one
{% plural %}
  more {{ n }}
{% endblocktranslate %}"""
    assert {found for _line, found in messages_in_python(python)} == {
        (None, "a", None),
        (None, "b", None),
        (None, "c", "cs"),
        ("x", "d", None),
        (None, "ef", None),
    }
    assert {found for _line, found in messages_in_template(template)} == {
        (None, "a", None),
        ("x", "d", None),
        (None, "g", None),
        (None, "h", None),
        (None, "one", "more %(n)s"),
    }
    assert len(own_messages()) > 500


@pytest.mark.parametrize("path", [CHINESE, ENGLISH], ids=["Chinese", "English"])
def test_every_string_stands_in_the_catalogue_and_is_finished(path):
    entries = catalogue(path)
    missing = []
    for (context, singular, plural), place in own_messages().items():
        entry = entries.get((context, singular))
        if entry is None or "fuzzy" in entry.flags or not all(texts(entry)) or bool(plural) > bool(entry.msgid_plural):
            missing.append(f"{place}: {singular}")
    assert not missing, listed(missing)


@pytest.mark.parametrize("path", [CHINESE, ENGLISH], ids=["Chinese", "English"])
def test_the_catalogue_holds_no_string_twice_and_none_that_is_unfinished(path):
    entries = polib.pofile(str(path), check_for_duplicates=True)
    unfinished = [entry.msgid for entry in entries if not entry.obsolete and not entry.translated()]
    assert not unfinished, listed(unfinished)


@pytest.mark.parametrize("path", [CHINESE, ENGLISH], ids=["Chinese", "English"])
def test_the_catalogue_holds_no_string_that_the_code_no_longer_says(path):
    asked = {(context, singular) for context, singular, _plural in own_messages()}
    stale = [entry.msgid for key, entry in catalogue(path).items() if key not in asked]
    assert not stale, listed(stale)


def test_the_chinese_is_chinese():
    same = [
        entry.msgid
        for entry in catalogue(CHINESE).values()
        if entry.msgid == entry.msgstr
        and entry.msgid not in NAMED_IN_THEIR_OWN_LANGUAGE
        and WORD.search(PLACEHOLDER.sub("", entry.msgid))
    ]
    assert not same, listed(same)


@pytest.mark.parametrize("path", [CHINESE, ENGLISH], ids=["Chinese", "English"])
@pytest.mark.parametrize("pattern", [PLACEHOLDER, TAG], ids=["placeholders", "markup"])
def test_each_text_keeps_what_is_filled_in(path, pattern):
    wrong = []
    for entry in catalogue(path).values():
        forms = [sorted(set(pattern.findall(form))) for form in (entry.msgid, entry.msgid_plural) if form]
        # A plural string may name the number in one of its English forms only; either is right.
        wrong += [
            f"{entry.msgid} => {text}" for text in texts(entry) if sorted(set(pattern.findall(text))) not in forms
        ]
    assert not wrong, listed(wrong)


def test_no_script_speaks_by_itself():
    """Scripts show what templates hand them, in the language of the page."""
    speaking = [
        str(path.relative_to(BASE))
        for path in sorted((BASE / "static/js").rglob("*.js"))
        if "gettext(" in path.read_text(encoding="utf-8") or CHINESE_CHARACTER.search(path.read_text(encoding="utf-8"))
    ]
    assert not speaking, listed(speaking)
