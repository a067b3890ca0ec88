from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from notices.forms import Select

from ..models import Handout
from ..models.handout import MOST_EACH
from .documents import KINDS


class YearForm(forms.Form):
    """For which year the file of a whole activity is made."""

    year = forms.TypedChoiceField(label=_("year"), coerce=int, widget=Select)

    def __init__(self, years: list[int], *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year, str(year)) for year in years]


class DocumentForm(forms.Form):
    document = forms.FileField(
        label=_("Document"),
        help_text=_("Word, Excel, PDF or a picture, 20 MB at most."),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(f".{kind}" for kind in KINDS)}),
    )


class HandoutForm(forms.ModelForm):
    class Meta:
        model = Handout
        fields = ["item", "unit", "each", "remark"]
        labels = {"remark": pgettext_lazy("of a thing", "Remark")}
        widgets = {
            "item": forms.TextInput(attrs={"autocomplete": "off"}),
            "each": forms.NumberInput(attrs={"inputmode": "numeric", "max": MOST_EACH}),
        }


class SharesForm(forms.Form):
    """How much each of those who came got; `shares` are as it stands. 0 is nothing."""

    def __init__(self, shares, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.shares = shares
        for share in shares:
            self.fields[f"share_{share.sign_up.pk}"] = forms.IntegerField(
                label=pgettext_lazy("of a thing", "Quantity"),
                min_value=0,
                max_value=MOST_EACH,
                initial=share.quantity,
                widget=forms.NumberInput(
                    attrs={"inputmode": "numeric", "max": MOST_EACH, "aria-label": share.sign_up.person_name}
                ),
            )

    @property
    def rows(self) -> list[dict]:
        return [{"share": share, "field": self[f"share_{share.sign_up.pk}"]} for share in self.shares]

    @property
    def quantities(self) -> dict[int, int]:
        return {share.sign_up.pk: self.cleaned_data[f"share_{share.sign_up.pk}"] for share in self.shares}
