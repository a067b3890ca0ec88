"""What captains fill in."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from people.finding import called
from people.models import Member
from people.workbooks import UnreadableFile
from signups.naming import Row, rows_of_lines

from ..models import Player, Team
from ..rules import people_of
from .entering import LONGEST_NAME

PEOPLE_SHOWN = 30
LONGEST_REASON = 200


class EnterForm(forms.Form):
    """The name of the team, and the attempt that this is: the same one sent twice is one entry."""

    attempt = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.CharField(label=gettext_lazy("Name of the team"), max_length=LONGEST_NAME)

    def __init__(self, part, data=None):
        usual = str(_("Team of %(part)s") % {"part": part})[:LONGEST_NAME]
        super().__init__(data, initial={"attempt": uuid4(), "name": usual})


class NameForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name of the team"), max_length=LONGEST_NAME)


class ReasonForm(forms.Form):
    """Why: asked for where the act needs it."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=LONGEST_REASON, required=False)


class SeatForm(ReasonForm):
    is_substitute = forms.BooleanField(required=False)


class RosterForm(forms.Form):
    """Whom a captain names: ticked among the people of their own part of the house, or pasted."""

    people = forms.ModelMultipleChoiceField(
        queryset=None, label=gettext_lazy("Your own people"), required=False, widget=forms.CheckboxSelectMultiple
    )
    names = forms.CharField(
        label=gettext_lazy("Or paste names or employee numbers"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
        help_text=gettext_lazy("One person a line, or several with commas between them."),
    )
    is_substitute = forms.TypedChoiceField(
        label=gettext_lazy("They are"),
        choices=[("", pgettext_lazy("team", "players")), ("1", pgettext_lazy("team", "substitutes"))],
        coerce=bool,
        empty_value=False,
        required=False,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Why is the roster changed after it has closed?"),
        max_length=LONGEST_REASON,
        help_text=gettext_lazy("It is kept, and the captain reads it."),
    )

    def __init__(self, team: Team, words: str = "", data=None):
        super().__init__(data, initial={"is_substitute": ""})
        self.team = team
        self.fields["people"].queryset = people_to_name(team)
        self.fields["people"].label_from_instance = _label
        # Only these are shown; whoever was ticked and is looked for no more counts all the same.
        shown = people_to_name(team, words)[: PEOPLE_SHOWN + 1]
        self.has_more = len(shown) > PEOPLE_SHOWN
        self.fields["people"].choices = [(member.pk, _label(member)) for member in shown[:PEOPLE_SHOWN]]
        if not team.contest.rosters_are_closed:
            del self.fields["reason"]

    def clean_names(self) -> list[Row]:
        try:
            return rows_of_lines(self.cleaned_data["names"])
        except UnreadableFile as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self):
        data = super().clean()
        if not self.errors and not data.get("people") and not data.get("names"):
            raise forms.ValidationError(_("Tick somebody, or paste a name."))
        return data


def people_to_name(team: Team, words: str = ""):
    """Return the people of a team's own part of the house who are on no roster of the contest, by name."""
    named = Player.objects.named().filter(contest=team.contest)
    found = people_of(team.part).exclude(pk__in=named.values("member")).filter(called(words))
    return found.select_related("department").order_by("pinyin", "employee_number")


def _label(member: Member) -> str:
    return f"{member.name} · {member.department}" if member.department else member.name
