import time

from django.core.management.base import BaseCommand, CommandError

from home.demo.loading import AlreadyLoaded, DemoRefused, load_hospital


class Command(BaseCommand):
    help = "Load the fictitious hospital, unless it is there. Never touches a site that holds anything else."

    def handle(self, **options):
        began = time.monotonic()
        try:
            load_hospital(lambda line: self.stdout.write(f"  {line}"))
        except AlreadyLoaded:
            self.stdout.write("The demo hospital is there.")
        except DemoRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        else:
            self.stdout.write(f"The demo hospital is loaded ({time.monotonic() - began:.0f} s).")
