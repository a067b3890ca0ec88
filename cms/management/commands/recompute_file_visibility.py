from django.core.management.base import BaseCommand

from cms.file_visibility import recompute_everything


class Command(BaseCommand):
    help = "Work out anew who may fetch each uploaded picture and document, from what is live. Safe to run again."

    def handle(self, **options):
        changed = recompute_everything()
        self.stdout.write(f"Changed: {changed.images} pictures, {changed.documents} documents.")
