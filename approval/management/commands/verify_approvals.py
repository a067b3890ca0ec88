import sys

from django.core.management.base import BaseCommand

from approval.verification import verify_chain


class Command(BaseCommand):
    help = (
        "Check the chain of approval records. Says how many there are and, where it breaks, the first wrong record; "
        "exit code 1 then. Keep the last digest elsewhere: a chain that was cut off and closed again shows by it."
    )

    def handle(self, **options):
        found = verify_chain()
        if found.fault is None:
            self.stdout.write(f"The chain holds: {found.count} records. The last digest is {found.digest or 'none'}.")
            return
        self.stdout.write(f"{found.count} records are in order.")
        self.stderr.write(f"The chain breaks at record {found.fault.number}: {found.fault.what}.")
        sys.exit(1)
