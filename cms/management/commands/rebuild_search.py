from django.core.management.base import BaseCommand

from cms.search.entries import rebuild


class Command(BaseCommand):
    help = (
        "Make anew what readers' searches look through, from what is live. Safe to run again, and while the site runs."
    )

    def handle(self, **options):
        for kind, number in rebuild():
            self.stdout.write(f"{kind.key}: {number}")
