import time

from django.core.management.base import BaseCommand, CommandError

from home.demo.loading import AlreadyLoaded, DemoRefused, load_hospital, open_lists


class Command(BaseCommand):
    help = "Load the fictitious hospital, unless it is there. Never touches a site that holds anything else."

    def add_arguments(self, parser):
        parser.add_argument(
            "--no-renditions",
            action="store_true",
            help="leave it to the first visitors to wait for the sizes of pictures that lists show",
        )

    def handle(self, *, no_renditions: bool, **options):
        began = time.monotonic()
        try:
            load_hospital(self._say)
        except AlreadyLoaded:
            self.stdout.write("The demo hospital is there.")
            return
        except DemoRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        if not no_renditions:
            self._say(open_lists())
        self.stdout.write(f"The demo hospital is loaded ({time.monotonic() - began:.0f} s).")

    def _say(self, line: str) -> None:
        self.stdout.write(f"  {line}")
        self.stdout.flush()
