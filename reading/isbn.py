"""ISBN, as the International ISBN Agency's users' manual defines its check digits."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from stdnum import isbn


def normalise_isbn(text: str) -> str:
    """Return the 13 digits of an ISBN-10 or ISBN-13, hyphens and spaces removed.

    Raises:
        ValidationError: the length, the prefix or the check digit is wrong.
    """
    try:
        return isbn.validate(text, convert=True)
    except isbn.ValidationError as error:
        raise ValidationError(_("This is not an ISBN: a digit is wrong or missing.")) from error
