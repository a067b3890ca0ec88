"""What several records say of a person: one length and one name for each, so that none holds less than another."""

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..widgets import Ticks

# For the whole of a text.
EMPLOYEE_NUMBER = r"^[A-Za-z0-9]+$"
MOBILE_NUMBER = r"^1[3-9][0-9]{9}$"


def employee_number_field(**options) -> models.CharField:
    return models.CharField(_("employee number"), max_length=20, **options)


def person_name_field(**options) -> models.CharField:
    return models.CharField(pgettext_lazy("of a person", "name"), max_length=40, **options)


class ChoicesField(ArrayField):
    """Any number of the choices that `base_field` has; in forms a tick for each."""

    def formfield(self, **kwargs):
        options = {
            "choices": self.base_field.choices,
            "label": capfirst(self.verbose_name),
            "help_text": self.help_text,
            "required": not self.blank,
            "widget": Ticks,
        }
        return forms.MultipleChoiceField(**options)

    def labels(self, values: list[str]) -> list[str]:
        """Return what values are called, in the order of the choices."""
        return [str(label) for value, label in self.base_field.flatchoices if value in values]
