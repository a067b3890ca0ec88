"""What the teams reached in one event, a field for each."""

from decimal import Decimal, InvalidOperation

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import Member

from .fixtures.performances import enter_performance
from .models import ContestEvent, Performance, Team

NOT_FINISHED = "-"
MOST = Decimal("9999999.99")


class EventForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why is something corrected?"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Needed only where a value that stands there is changed."),
    )

    def __init__(self, event: ContestEvent, data=None):
        self.event = event
        self.teams = list(Team.objects.entered().filter(contest=event.contest_id))
        in_force = Performance.objects.filter(event=event, state=Performance.State.IN_FORCE)
        self.before = {each.team_id: each for each in in_force}
        super().__init__(data)
        for team in self.teams:
            self.fields[f"team{team.pk}"] = forms.CharField(
                label=team.name,
                required=False,
                max_length=12,
                initial=_in_words(self.before.get(team.pk)),
                widget=forms.TextInput(attrs={"inputmode": "decimal"}),
            )
        self.order_fields([*(f"team{team.pk}" for team in self.teams), "reason"])

    def clean(self):
        data = super().clean()
        for team in self.teams:
            name = f"team{team.pk}"
            try:
                data[name] = _value(data.get(name, ""))
            except (InvalidOperation, ValueError):
                self.add_error(name, _("Write a number, such as 12.35, or “-” for not finished."))
        return data

    @transaction.atomic
    def enter(self, by: Member) -> None:
        """Enter what was written; a field that is empty leaves its team alone. Raises what `enter_performance` does."""
        for team in self.teams:
            value = self.cleaned_data[f"team{team.pk}"]
            if value != "":
                enter_performance(
                    self.event,
                    team,
                    by,
                    value=None if value == NOT_FINISHED else value,
                    reason=self.cleaned_data["reason"],
                )


def _value(text: str) -> Decimal | str:
    text = text.strip().replace("，", ".").replace("－", "-")
    if text in ("", NOT_FINISHED):
        return text
    value = Decimal(text).quantize(Decimal("0.01"))
    if not value.is_finite() or not 0 <= value <= MOST:
        raise ValueError
    return value


def _in_words(performance: Performance | None) -> str:
    if performance is None:
        return ""
    return NOT_FINISHED if performance.value is None else f"{performance.value:f}"
