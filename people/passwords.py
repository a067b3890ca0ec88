"""What a password must have beside what Django asks."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

FEWEST = 5
LONGEST = 128


class SeveralSignsValidator:
    """Five signs that differ, and no more than anybody types: xxxxxxxxxx is long and guessed at once."""

    def validate(self, password, user=None):
        if len(set(password)) < FEWEST:
            raise ValidationError(_("The password repeats the same few signs. Use at least five different ones."))
        if len(password) > LONGEST:
            raise ValidationError(_("A password has at most 128 signs."))

    def get_help_text(self):
        return _("At least five signs of it differ.")
