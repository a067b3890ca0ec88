from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .errors import NoticeNotRead
from .notice import Holiday, read_notice

LONGEST_NOTICE = 5000


class NoticeForm(forms.Form):
    """The notice of a year's holidays; `holidays` is what is read in it."""

    notice = forms.CharField(
        label=_("Text of the State Council's notice"),
        max_length=LONGEST_NOTICE,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Paste its paragraphs as they are published, from New Year to the National Day."),
    )

    def __init__(self, *args, year: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.year = year
        self.holidays: list[Holiday] = []

    def clean_notice(self):
        try:
            self.holidays = read_notice(self.cleaned_data["notice"], self.year)
        except NoticeNotRead as refused:
            raise ValidationError(refused.sentence) from refused
        return self.cleaned_data["notice"]
