import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from signups.draws.files import file_of
from signups.draws.recompute import faults_of
from signups.models import Draw


class Command(BaseCommand):
    help = "Do a draw again, and say whether its order is the one that was published."

    def add_arguments(self, parser):
        parser.add_argument("draw", help="the file from the page of the draw, or the number of the session")

    def handle(self, *, draw: str, **options):
        found = _kept(int(draw)) if draw.isdigit() else _read(Path(draw))
        try:
            faults = faults_of(found)
        except (KeyError, TypeError, ValueError) as error:
            raise CommandError(f"This is not the file of a draw: {error!r}") from error
        if faults:
            raise CommandError("\n".join(faults))
        self.stdout.write(f"{len(found['entries'])} entries, the same order.")


def _kept(session: int) -> dict:
    made = Draw.objects.select_related("session__offering").filter(session=session).first()
    if made is None:
        raise CommandError(f"Session {session} has not been drawn.")
    return file_of(made)


def _read(path: Path) -> dict:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CommandError(f"{path} cannot be read: {error}") from error
