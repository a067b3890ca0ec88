"""Compile the translation catalogues in plain Python, so that a clone needs no gettext tools."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import polib
from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


class BrokenCatalogue(Exception):
    """A .po file that cannot be read; the message names the file and the fault."""


def locale_folders() -> Iterator[Path]:
    """Yield the folders of LOCALE_PATHS, then the `locale` folder of each app of the project itself."""
    yield from map(Path, settings.LOCALE_PATHS)
    for app in apps.get_app_configs():
        # Only direct children of the project: the virtualenv lies inside it too, and is not ours to write.
        if Path(app.path).parent == Path(settings.BASE_DIR):
            yield Path(app.path) / "locale"


def needs_compiling(po_path: Path, mo_path: Path) -> bool:
    """Tell whether the compiled catalogue is missing or older than its source."""
    return not mo_path.exists() or mo_path.stat().st_mtime_ns < po_path.stat().st_mtime_ns


def compile_catalogue(po_path: Path, mo_path: Path) -> None:
    """Write one .mo file, complete or not at all: a server may be reading the old one.

    Raises BrokenCatalogue when the .po file is malformed or not UTF-8.
    """
    try:
        catalogue = polib.pofile(str(po_path), encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BrokenCatalogue(f"{po_path}: {error}") from error
    unfinished = mo_path.with_name(f".{mo_path.name}.{os.getpid()}")
    try:
        catalogue.save_as_mofile(str(unfinished))
        unfinished.replace(mo_path)
    finally:
        unfinished.unlink(missing_ok=True)


def compile_catalogues(folders: Iterable[Path]) -> tuple[int, int]:
    """Compile what needs it in these locale folders; return how many were compiled, and how many there are.

    Reads what Django reads, `<folder>/<language>/LC_MESSAGES/*.po`. Raises BrokenCatalogue.
    """
    compiled = 0
    po_paths = sorted({po for folder in folders for po in folder.glob("*/LC_MESSAGES/*.po")})
    for po_path in po_paths:
        mo_path = po_path.with_suffix(".mo")
        if needs_compiling(po_path, mo_path):
            compile_catalogue(po_path, mo_path)
            compiled += 1
    return compiled, len(po_paths)


class Command(BaseCommand):
    help = "Compile the translation catalogues (.po to .mo) of the project that are new or have changed."
    # Set-up runs this before there is a database or a compiled catalogue to check.
    requires_system_checks = ()

    def handle(self, *args, **options) -> None:
        try:
            compiled, total = compile_catalogues(locale_folders())
        except BrokenCatalogue as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Translation catalogues: {compiled} compiled, {total - compiled} up to date.")
