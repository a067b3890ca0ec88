"""What several records say of a person: one length and one name for each, so that none holds less than another."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# For the whole of a text.
EMPLOYEE_NUMBER = r"^[A-Za-z0-9]+$"
MOBILE_NUMBER = r"^1[3-9][0-9]{9}$"


def employee_number_field(**options) -> models.CharField:
    return models.CharField(_("employee number"), max_length=20, **options)


def person_name_field(**options) -> models.CharField:
    return models.CharField(pgettext_lazy("of a person", "name"), max_length=40, **options)
