from django import forms
from django.db import models


class UsualNumberInput(forms.IntegerField):
    """A number; left empty it is the usual one."""

    def __init__(self, *, usual: int, **kwargs):
        self.usual = usual
        super().__init__(**kwargs)

    def clean(self, value):
        number = super().clean(value)
        return self.usual if number is None else number


class UsualNumberField(models.PositiveSmallIntegerField):
    """A small number with a default, which is also what an empty field of a form says."""

    def __init__(self, *args, **kwargs):
        kwargs["blank"] = True
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": UsualNumberInput, "usual": self.default, **kwargs})
