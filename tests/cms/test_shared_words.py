"""Of an English word that a package says too, catalogues know one Chinese: ours shows on the package's screens."""

from collections.abc import Iterator
from pathlib import Path

import django
import polib
from django.apps import apps
from django.conf import settings

CATALOGUE = "zh_Hans/LC_MESSAGES/django"
# The same thing, said as this site says it, and right on every screen on which the package says it.
SAID_OUR_WAY = {
    "Account",
    "Actions",
    "Active",
    "Add",
    "All",
    "Approve",
    "Change",
    "Document",
    "English",
    "Enter a number.",
    "Filter",
    "Recovery codes",
    "Rename",
    "Saving…",
    "Search",
    "Summary",
    "Text",
    "expired",
    "expires at",
    "live",
    "name",
    "site",
    *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    *("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
# Names of columns that the package shows on no screen of ours.
NOT_SHOWN = {"day", "hour", "session", "sessions", "staff status", "year"}

Word = tuple[str | None, str]


def words(path: Path) -> dict[Word, str]:
    read = polib.mofile if path.suffix == ".mo" else polib.pofile
    return {(entry.msgctxt, entry.msgid): entry.msgstr for entry in read(str(path)) if entry.msgstr}


def catalogues_of_packages() -> Iterator[Path]:
    yield Path(django.__file__).parent / "conf/locale" / f"{CATALOGUE}.mo"
    for app in apps.get_app_configs():
        path = Path(app.path) / "locale" / f"{CATALOGUE}.mo"
        if path.exists():
            yield path
    yield from (settings.BASE_DIR / f"locale/{name}/{CATALOGUE}.po" for name in ("wagtail", "packages"))


def test_what_packages_say_stays_as_they_mean_it():
    own = words(settings.BASE_DIR / f"locale/{CATALOGUE}.po")
    differing = {
        english: f"{theirs} → {own[context, english]}"
        for path in catalogues_of_packages()
        for (context, english), theirs in words(path).items()
        if own.get((context, english), theirs) != theirs
    }
    assert len(differing) > 10, "packages were not found"
    taken = {word: both for word, both in differing.items() if word not in SAID_OUR_WAY | NOT_SHOWN}
    assert not taken, f"give ours a context: {taken}"
