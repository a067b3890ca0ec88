from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models import Dependant


class DependantForm(forms.ModelForm):
    class Meta:
        model = Dependant
        fields = ["name", "relation", "gender", "birthday"]
        widgets = {
            "name": forms.TextInput({"autocomplete": "off"}),
            "relation": forms.Select({"class": "field__select"}),
            "gender": forms.Select({"class": "field__select"}),
            "birthday": forms.DateInput({"type": "date"}, "%Y-%m-%d"),
        }
        help_texts = {
            "name": _("As in the identity papers: coaches and insurance ask for it."),
            "relation": _("What the person is to you. Children are under 18."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["birthday"].widget.attrs["max"] = f"{timezone.localdate():%Y-%m-%d}"
