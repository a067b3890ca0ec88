from django import forms

from ..models import Offering


class AnswersForm(forms.Form):
    """The questions of an offering; no fields where there are none."""

    def __init__(self, offering: Offering, *args, **kwargs):
        self.offering = offering
        super().__init__(*args, **kwargs)
