from contextlib import suppress

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import DatabaseError, connection, transaction

from cms.demo.freshness import prepared_state


class Command(BaseCommand):
    help = "Bring the database up to date and put the demo hospital into it. Safe to run again."
    # What the checks would say is said by `make lint`; here they cost a second.
    requires_system_checks = ()

    def handle(self, **options):
        call_command("migrate", interactive=False, stdout=self.stdout)
        call_command("load_demo", stdout=self.stdout)
        # One that an older version loaded knows nothing of what uses its files.
        call_command("recompute_file_visibility", stdout=self.stdout)
        # The next start asks for this; on a server where the comment is not ours to write, it prepares again.
        with suppress(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            name = connection.ops.quote_name(connection.settings_dict["NAME"])
            cursor.execute(f"COMMENT ON DATABASE {name} IS %s", [prepared_state(cursor, settings.BASE_DIR)])
