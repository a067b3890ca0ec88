"""What a member chooses about notices."""

from datetime import time

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from .channels.codes import Code
from .channels.configured import configured_channels
from .hours import Window
from .kinds import Kind, optional_kinds
from .models import NoticeSettings, Preferences

CHANNELS_TO_CHOOSE = [Code.WECOM, Code.DINGTALK, Code.MAIL]


class Select(forms.Select):
    def __init__(self, attrs=None, choices=()):
        super().__init__({"class": "field__select", **(attrs or {})}, choices)


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self):
        super().__init__(format="%H:%M")


def to_time(hour: str) -> time | None:
    return time(int(hour)) if hour else None


class PreferencesForm(forms.ModelForm):
    digest_at = forms.TypedChoiceField(
        label=_("One message a day"),
        required=False,
        coerce=to_time,
        empty_value=None,
        widget=Select,
        help_text=_("What is not urgent waits for this hour and comes as one message. The inbox has it at once."),
    )

    class Meta:
        model = Preferences
        fields = [
            *["way", "sms_if_urgent", "quiet", "quiet_from", "quiet_until", "urgent_comes_through", "digest_at"],
        ]
        widgets = {"way": Select, "quiet": Select, "quiet_from": TimeInput(), "quiet_until": TimeInput()}
        labels = {"way": _("Beside the inbox"), "quiet": _("Quiet hours")}
        help_texts = {
            "urgent_comes_through": _("For instance: a session in the next hours is cancelled."),
            "quiet_until": _("After a night shift for instance from 08:00 to 15:00; it may go across midnight."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.of_house = NoticeSettings.current().window
        channels = configured_channels()
        offered = [Preferences.Way.FIRST, *(code for code in CHANNELS_TO_CHOOSE if code in channels)]
        offered.append(Preferences.Way.INBOX)
        self.fields["way"].choices = [(value, Preferences.Way(value).label) for value in offered]
        if Code.SMS not in channels or not self.instance.member.mobile:
            del self.fields["sms_if_urgent"]
        hours = [(str(hour), _("at %(hour)s") % {"hour": f"{hour:02}:00"}) for hour in range(6, 23)]
        self.fields["digest_at"].choices = [("", _("No, each message by itself")), *hours]
        for name, kind in self._optional():
            label = format_lazy(_("Send me: {kind}"), kind=kind.name)
            wanted = kind.code not in self.instance.unwanted_kinds
            self.fields[name] = forms.BooleanField(label=label, required=False, initial=wanted)
        kept = self.instance.digest_at
        self.initial["digest_at"] = str(kept.hour) if kept else ""
        self.fields["quiet"].choices = [
            (value, self._with_hours(label) if value == Preferences.Quiet.OFFICE else label)
            for value, label in Preferences.Quiet.choices
        ]

    def _with_hours(self, label) -> str:
        window = self.of_house
        hours = f"{window.begins:%H:%M}–{window.ends:%H:%M}" if window else Preferences.Quiet.NEVER.label
        return f"{label} · {hours}"

    def _optional(self) -> list[tuple[str, Kind]]:
        """Return what a member may do without, each with the name of its field."""
        return [(f"wants_{kind.code.replace('.', '_')}", kind) for kind in optional_kinds()]

    def clean(self):
        data = super().clean()
        self.instance.unwanted_kinds = [kind.code for name, kind in self._optional() if not data.get(name)]
        begins, ends = data.get("quiet_from"), data.get("quiet_until")
        if data.get("quiet") == Preferences.Quiet.OWN:
            if "quiet_from" not in self.errors and "quiet_until" not in self.errors and not (begins and ends):
                self.add_error("quiet_until", _("Quiet hours need a beginning and an end."))
            elif begins and begins == ends:
                self.add_error("quiet_until", _("They would end as they begin."))
        elif "quiet" in data:
            # Hours that do not count are not kept.
            data["quiet_from"] = data["quiet_until"] = None
        window = {
            Preferences.Quiet.OFFICE: self.of_house,
            Preferences.Quiet.OWN: Window.between(begins, ends),
        }.get(data.get("quiet"))
        at = data.get("digest_at")
        if at and window and window.holds(at):
            self.add_error("digest_at", _("This hour lies in your quiet hours."))
        return data
