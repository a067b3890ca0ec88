from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from home.actions import SiteInUse, set_up_site


class Command(BaseCommand):
    help = "Make the home page, the pages of the rooms and the usual categories of a new, empty site."

    def add_arguments(self, parser):
        parser.add_argument("--name", default="职工之家", help="the title of the home page")
        parser.add_argument(
            "--address", default=settings.WAGTAILADMIN_BASE_URL, help="where readers find the site, with https://"
        )

    def handle(self, *, name: str, address: str, **options):
        try:
            home = set_up_site(address, name)
        except SiteInUse as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"“{home.title}” is ready at {address}/ with {home.get_children().count()} pages below it.")
