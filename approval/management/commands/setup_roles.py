from django.core.management.base import BaseCommand

from approval.roles import set_up_roles


class Command(BaseCommand):
    help = "Make groups, permissions and the approval workflow what the project says. Safe to run again."

    def handle(self, **options):
        set_up_roles()
        self.stdout.write("Roles and workflow are set up.")
