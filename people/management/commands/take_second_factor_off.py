from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from people.errors import Refused
from people.models import Member
from people.second_factor.removing import take_second_factor_off


class Command(BaseCommand):
    """For the last superuser, whom nobody can help on the site."""

    help = "Take a member's second factor off, and record the reason."

    def add_arguments(self, parser):
        parser.add_argument("number", help="the employee number")
        parser.add_argument("--reason", required=True, help="who asked for it, and how you know; the member reads it")

    def handle(self, *args, number, reason, **options):
        try:
            member = Member.objects.get(employee_number=number)
            take_second_factor_off(member, by=None, reason=reason)
        except Member.DoesNotExist as error:
            raise CommandError(f"There is no member {number}.") from error
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from error
        except Refused as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"The second factor of {member.name} ({number}) is taken off.")
