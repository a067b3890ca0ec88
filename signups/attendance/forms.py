import json
from datetime import timedelta
from uuid import uuid5

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from approval.ids import id_in
from people.models import Member

from ..models import AttendanceMark, SignUp
from ..naming import find_people, rows_of_lines
from .marking import Tap

# A phone that was offline all evening; what is older was forgotten in a drawer.
OLDEST = timedelta(days=7)
MOST_AT_ONCE = 500


class TapField(forms.CharField):
    """`sign-up.attendance.excuse`, as a button of the list says it: `12.present.`, `12..`, `12.excused.shift`."""

    def clean(self, value):
        parts = super().clean(value).split(".")
        if len(parts) != 3:
            raise ValidationError(_("This is no mark."))
        sign_up_id, attendance, excuse = id_in(parts[0]), *parts[1:]
        known = attendance in ["", *SignUp.Attendance.values] and excuse in ["", *AttendanceMark.Excuse.values]
        if not known or sign_up_id is None:
            raise ValidationError(_("This is no mark."))
        return sign_up_id, attendance, excuse


class TapForm(forms.Form):
    """One tap. `id` was drawn for it, or for the page that it was made on; `age` is how many seconds ago it was."""

    id = forms.UUIDField()
    tap = TapField(max_length=60)
    age = forms.FloatField(min_value=0, max_value=OLDEST.total_seconds(), required=False)

    def as_tap(self, *, of_page: bool = False) -> Tap:
        """Return it; `of_page` where the page drew one id for all of its buttons."""
        said, (sign_up_id, attendance, excuse) = self.cleaned_data, self.cleaned_data["tap"]
        drawn = uuid5(said["id"], self.data["tap"]) if of_page else said["id"]
        return Tap(drawn, sign_up_id, attendance, timezone.now() - timedelta(seconds=said["age"] or 0), excuse)


def taps_in(text: str) -> tuple[list[Tap], list[str]]:
    """Return the taps that a script sends as JSON, and the ids of those that are none.

    Raises:
        ValueError: it is something else.
    """
    sent = json.loads(text)
    if not isinstance(sent, list) or len(sent) > MOST_AT_ONCE or not all(isinstance(each, dict) for each in sent):
        raise ValueError("not a list of taps")
    good, bad = [], []
    for each in sent:
        form = TapForm(each)
        if form.is_valid():
            good.append(form.as_tap())
        else:
            bad.append(str(each.get("id", "")))
    return good, bad


class WalkInForm(forms.Form):
    who = forms.CharField(
        label=_("Employee number or full name"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def people(self) -> list[Member]:
        """Return whom it may mean; several where people share a name. Parts of a name find nobody."""
        rows = rows_of_lines(self.cleaned_data["who"])
        find_people(rows)
        if len(rows) != 1:
            return []
        return rows[0].namesakes or [each for each in (rows[0].member,) if each]


class PlacesForm(forms.Form):
    """Which of somebody's places are taken now; one place needs no choice."""

    def __init__(self, *args, places: list[SignUp], **kwargs):
        super().__init__(*args, **kwargs)
        self.places = places
        if len(places) > 1:
            self.fields["chosen"] = forms.TypedMultipleChoiceField(
                label=_("Who is here?"),
                coerce=int,
                choices=[(row.pk, row.person_name) for row in places],
                initial=[row.pk for row in places],
                widget=forms.CheckboxSelectMultiple,
            )

    def picked(self) -> list[SignUp]:
        pks = self.cleaned_data.get("chosen")
        return self.places if pks is None else [row for row in self.places if row.pk in pks]


class WaiverForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it does not count"),
        max_length=200,
        help_text=_("For example: emergency operation, shift changed by the ward. The reason is kept."),
    )
