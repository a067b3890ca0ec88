from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from .actions.objecting import LONGEST_TEXT
from .listing import numbered_lines


class ObjectionForm(forms.Form):
    """What somebody objects to: one line of the list, or all of it."""

    line = forms.ChoiceField(
        label=_("About whom"), required=False, widget=forms.Select(attrs={"class": "field__select"})
    )
    text = forms.CharField(
        label=_("What you object to, and why"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Say what can be looked into: what is not right, since when, and where that can be seen."),
    )

    def __init__(self, *args, publication, **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = {str(each.line.pk): each for each in numbered_lines(publication)}
        choices = [(pk, self._words_of(each)) for pk, each in self.lines.items()]
        self.fields["line"].choices = [("", gettext("the whole list, or how it was made")), *choices]

    @staticmethod
    def _words_of(each) -> str:
        return " ".join(part for part in (f"{each.number}.", each.line.name, each.line.department) if part)

    @property
    def chosen_line(self):
        """The line that was chosen; None for the whole list."""
        pk = self.cleaned_data.get("line")
        return self.lines[pk].line if pk else None


class AnswerForm(forms.Form):
    """The answer to an objection."""

    verdict = forms.ChoiceField(
        label=pgettext_lazy("to an objection", "Answer"),
        choices=[
            ("not_upheld", _("not upheld: the list stays as it is")),
            ("upheld", _("upheld: the list is stopped, and a changed one is to be published")),
        ],
        widget=forms.RadioSelect,
    )
    list_stays = forms.BooleanField(
        label=_("The list that stands now takes account of it already: it is not stopped."), required=False
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Whoever objected reads it, and whoever may answer this objection."),
    )

    def __init__(self, *args, to_earlier_list: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        if not to_earlier_list:
            del self.fields["list_stays"]
