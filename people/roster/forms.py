from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import RosterImport
from .columns import HEADINGS, REQUIRED, label


class RosterFileForm(forms.Form):
    file = forms.FileField(
        label=_("Roster"),
        help_text=_("An Excel workbook (.xlsx), or CSV in UTF-8 or GB18030, with Chinese headings in any order."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )


def _choice(name: str, heading: str) -> str:
    """Return a column by its Chinese heading, and in the language of the screen where that says something else."""
    return heading if heading in label(name) else f"{heading} · {label(name)}"


class ColumnsForm(forms.Form):
    """What each column of the file is, and whether whoever is missing has left."""

    covers = forms.ChoiceField(
        label=_("What the file covers"), choices=RosterImport.Covers.choices, widget=forms.RadioSelect
    )

    def __init__(self, roster: RosterImport, data=None):
        super().__init__(data, initial={"covers": roster.covers})
        choices = [("", _("not read")), *((name, _choice(name, heading)) for name, heading in HEADINGS.items())]
        self.roster = roster
        self.columns = [place for place, heading in enumerate(roster.headings) if heading]
        for place in self.columns:
            self.fields[self._name(place)] = forms.ChoiceField(
                label=roster.headings[place],
                choices=choices,
                required=False,
                initial=roster.mapping.get(str(place), ""),
            )

    def column_fields(self) -> list:
        return [self[self._name(place)] for place in self.columns]

    def clean(self):
        chosen = list(filter(None, self.mapping().values()))
        for name in REQUIRED:
            if name not in chosen:
                self.add_error(
                    None, _("No column is read as “%(heading)s”, which is needed.") % {"heading": HEADINGS[name]}
                )
        for name in sorted({name for name in chosen if chosen.count(name) > 1}):
            self.add_error(None, _("Two columns are read as “%(heading)s”. Choose one.") % {"heading": HEADINGS[name]})
        return self.cleaned_data

    def mapping(self) -> dict[str, str]:
        values = {str(place): self.cleaned_data.get(self._name(place), "") for place in self.columns}
        return {place: name for place, name in values.items() if name}

    @staticmethod
    def _name(place: int) -> str:
        return f"column-{place}"


class LeaversForm(forms.Form):
    leavers = forms.IntegerField(
        label=_("How many leave"),
        min_value=0,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    @property
    def number(self) -> int | None:
        """What was written; nothing where nobody has been asked."""
        return self.cleaned_data["leavers"] if self.is_bound else None
