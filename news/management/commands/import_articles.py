"""The import of manuscripts from a terminal: the same readers and the same act as in the admin."""

import os
from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from news.actions import ChosenManuscript, import_manuscripts
from news.errors import ImportRefused, NoCategory
from news.importing import MAX_BYTES, SUFFIXES, Manuscript, ManuscriptError, read_manuscripts
from news.importing.errors import FileTooLarge
from news.models import NewsCategory
from news.permissions import news_index_for
from people.models import Member, Role

BAR_CELLS = 30


class Command(BaseCommand):
    help = "Make a news draft of each manuscript in .docx, .txt and .html files, or in folders of them."

    def add_arguments(self, parser):
        parser.add_argument(
            "paths", nargs="+", metavar="PATH", type=Path, help="a file, or a folder (with those below)"
        )
        parser.add_argument("--owner", metavar="NUMBER", help="employee number of the officer who gets the drafts")
        parser.add_argument(
            "--dry-run", action="store_true", help="read the files and say what is in them; save nothing"
        )

    def handle(self, *args, paths, owner, dry_run, **options):
        officer = _officer(owner)
        category = NewsCategory.objects.first()
        if category is None:
            raise CommandError(str(NoCategory.sentence))
        files = [file for path in paths for file in _files(path)]
        made = 0
        for number, file in enumerate(files):
            self._show_progress(number, len(files), file.name)
            try:
                manuscripts = _read(file)
                if not dry_run:
                    import_manuscripts([ChosenManuscript(m, category) for m in manuscripts], by=officer)
            except ManuscriptError as error:
                self._say(self.stderr, str(error.sentence))
                continue
            except ImportRefused as refusal:
                raise CommandError(str(refusal.sentence)) from refusal
            made += len(manuscripts)
            for manuscript in manuscripts:
                self._report(file, manuscript)
        self._show_progress(len(files), len(files), "")
        self._sum_up(made, dry_run)

    def _report(self, file: Path, manuscript: Manuscript) -> None:
        facts = [str(fact) for fact in (manuscript.date, manuscript.document_number, manuscript.writer) if fact]
        self._say(self.stdout, " · ".join([_printable(file.name), manuscript.title, *facts]))
        undated = [] if manuscript.date else [_("No date was found in the text; this is today's.")]
        for warning in [*manuscript.warnings, *undated]:
            self._say(self.stdout, f"    {warning}")

    def _sum_up(self, made: int, dry_run: bool) -> None:
        if not made:
            raise CommandError(_("Nothing was imported."))
        if dry_run:
            said = ngettext("%(count)d manuscript can be imported.", "%(count)d manuscripts can be imported.", made)
        else:
            said = ngettext("%(count)d draft was saved.", "%(count)d drafts were saved.", made)
        self._say(self.stdout, said % {"count": made})

    def _show_progress(self, done: int, total: int, name: str) -> None:
        """Draw the bar in the last line of a terminal; elsewhere there is none."""
        if not self.stderr.isatty():
            return
        filled = BAR_CELLS * done // total if total else BAR_CELLS
        bar = "█" * filled + "░" * (BAR_CELLS - filled)
        self.stderr.write(f"\r\033[K{bar} {done}/{total} {_printable(name)}", self.style.NOTICE, ending="")
        if done == total:
            self.stderr.write("\r\033[K", ending="")
        self.stderr.flush()

    def _say(self, stream, line: str) -> None:
        """Write a line where the bar stands; the next step draws the bar below it."""
        stream.write(("\r\033[K" if self.stderr.isatty() else "") + line)


def _officer(number: str | None) -> Member:
    """Return the member who gets the drafts. Raises CommandError when there is none, or too many to choose from."""
    if number:
        member = Member.objects.filter(employee_number=number).first()
        if member is None:
            raise CommandError(_("No member has the employee number %(number)s.") % {"number": number})
    else:
        officers = list(Member.objects.holding(Role.PUBLICITY_OFFICER)[:2])
        if len(officers) != 1:
            raise CommandError(
                _("Say with --owner whose drafts these are: there is not exactly one publicity officer.")
            )
        member = officers[0]
    if not news_index_for(member):
        raise CommandError(_("%(member)s may not add news.") % {"member": member})
    return member


def _files(path: Path) -> Iterator[Path]:
    """Yield a file that is named, or the manuscripts in a folder and those below it, in order of their names.

    Raises CommandError for a path that does not exist.
    """
    if path.is_dir():
        # Word writes a lock file, ~$name.docx, beside every open document.
        found = (p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and not p.name.startswith(("~$", ".")))
        yield from sorted(p for p in found if p.is_file())
    elif path.exists():
        yield path
    else:
        raise CommandError(_("There is no “%(path)s”.") % {"path": _printable(str(path))})


def _read(file: Path) -> list[Manuscript]:
    """Return the manuscripts in the file. Raises ManuscriptError, also when the file cannot be opened."""
    name = _printable(file.name)
    try:
        if file.stat().st_size > MAX_BYTES:
            raise FileTooLarge(name, limit=MAX_BYTES // 1024 // 1024)
        return read_manuscripts(name, file.read_bytes())
    except OSError as error:
        raise ManuscriptError(name) from error


def _printable(name: str) -> str:
    """Return a file name that can be printed and stored, whatever bytes it is made of."""
    return os.fsencode(name).decode("utf-8", "replace")
