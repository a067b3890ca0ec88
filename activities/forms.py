from dataclasses import asdict
from datetime import datetime, timedelta

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from tyme4py.lunar import LunarDay, LunarMonth
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput, AdminTimeInput

from days.yearly import LONGEST_YEAR, TERMS
from signups.models import SignUpTerms

from .choices import ASKED, LAST, Choices, Pattern, read
from .recurrence import PLANNABLE, WEEKDAYS
from .series import OnHolidays, OnMakeUpDays, Series, runs_by_weekday

MOST_TIMES = 999
Mode = SignUpTerms.Mode


class Ends(models.TextChoices):
    NEVER = "never", _("no, until further notice")
    ON = "on", _("on a date")
    AFTER = "after", _("after a number of times")


def _empty_first(choices) -> list:
    return [("", "---------"), *choices]


def _number(label, choices) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, choices=_empty_first(choices), coerce=int, empty_value=None, required=False
    )


DAYS_OF_MONTH = [(number, number) for number in range(1, 32)]
LUNAR_MONTHS = [(number, LunarMonth.from_ym(LONGEST_YEAR, number).get_name()) for number in range(1, 13)]
LUNAR_DAYS = [(number, name) for number, name in enumerate(LunarDay.NAMES, start=1)]
ORDINALS_ALONE = [
    ("1", pgettext_lazy("weekday of a month, alone", "first")),
    ("2", pgettext_lazy("weekday of a month, alone", "second")),
    ("3", pgettext_lazy("weekday of a month, alone", "third")),
    ("4", pgettext_lazy("weekday of a month, alone", "fourth")),
    ("-1", pgettext_lazy("weekday of a month, alone", "last")),
]
# Fields of the model that only some patterns ask for.
DAYS_OF_THE_YEAR = {"lunar_month", "lunar_day", "term"}


class RecurringActivityForm(WagtailAdminModelForm):
    """Plain choices; together they write the rule and the start. A rule that no choices say stays as it is."""

    pattern = forms.ChoiceField(label=_("How often"), choices=Pattern, initial=Pattern.WEEKLY)
    every = forms.IntegerField(
        label=_("Every how many days, weeks, months or years"), min_value=1, max_value=52, initial=1, required=False
    )
    weekdays = forms.MultipleChoiceField(
        label=_("Weekdays"), choices=WEEKDAYS, widget=forms.CheckboxSelectMultiple, required=False
    )
    quarter_month = _number(
        _("Month of the quarter"),
        [
            (1, pgettext_lazy("month of a quarter", "first")),
            (2, pgettext_lazy("month of a quarter", "second")),
            (3, pgettext_lazy("month of a quarter", "third")),
        ],
    )
    ordinals = forms.MultipleChoiceField(
        label=_("Which one of the month"), choices=ORDINALS_ALONE, widget=forms.CheckboxSelectMultiple, required=False
    )
    weekday = forms.ChoiceField(label=_("Weekday"), choices=_empty_first(WEEKDAYS), required=False)
    month_day = _number(_("Day of the month"), [*DAYS_OF_MONTH, (LAST, pgettext_lazy("day of a month", "last day"))])
    month = _number(_("Month"), [(number, number) for number in range(1, 13)])
    day = _number(_("Day"), DAYS_OF_MONTH)
    lunar_month = _number(_("Lunar month"), LUNAR_MONTHS)
    lunar_day = _number(_("Lunar day"), LUNAR_DAYS)
    term = forms.ChoiceField(
        label=_("Solar term"), choices=_empty_first([(name, name) for name in TERMS]), required=False
    )
    first_date = forms.DateField(
        label=_("First date"),
        widget=AdminDateInput,
        validators=PLANNABLE,
        help_text=_("Where it comes again: from this day on."),
    )
    begins = forms.TimeField(label=_("Begins at"), widget=AdminTimeInput)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=5, max_value=24 * 60, initial=60)
    ends = forms.ChoiceField(label=_("Does it end"), choices=Ends, initial=Ends.NEVER, required=False)
    times = forms.IntegerField(
        label=_("How many times"),
        min_value=1,
        max_value=MOST_TIMES,
        required=False,
        help_text=_("What falls away for a holiday counts as well."),
    )

    class Media:
        css = {"all": ["css/admin/recurrence.css"]}
        js = ["js/admin/recurrence.js"]

    # What the form says of the dates, once it is valid.
    series: Series | None = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        activity = self.instance
        choices = read(activity.rule, activity.lunar_month, activity.lunar_day, activity.term)
        if choices:
            self.fields["pattern"].choices = [each for each in Pattern.choices if each[0] != Pattern.OWN]
        if "mode" in self.fields:
            # A selection is a thing of its own.
            self.fields["mode"].choices = [each for each in Mode.choices if each[0] != Mode.SELECTION]
        if activity.starts_at:
            start = timezone.localtime(activity.starts_at)
            self.initial |= {
                **(_shown(choices) if choices else {"pattern": Pattern.OWN}),
                "first_date": start.date(),
                "begins": start.time(),
                "minutes": int(activity.duration.total_seconds() // 60),
                "ends": Ends.ON if activity.ends_on else Ends.AFTER if choices and choices.times else Ends.NEVER,
            }

    def clean(self):
        data = super().clean()
        pattern = data.get("pattern")
        for name in ASKED.get(pattern, []):
            if not data.get(name) and name not in self.errors:
                self.add_error(name, _("Choose this, too."))
        for name in DAYS_OF_THE_YEAR - set(ASKED.get(pattern, [])):
            # What does not count is not kept.
            data[name] = getattr(self.instance, name) if pattern == Pattern.OWN else "" if name == "term" else None
            self.errors.pop(name, None)
        self._clean_end(data)
        self._clean_calendar(data)
        return data

    def _clean_end(self, data: dict) -> None:
        ends = data.get("ends") or (Ends.ON if data.get("ends_on") else Ends.NEVER)
        if data.get("pattern") == Pattern.SINGLE:
            ends = Ends.NEVER
        if ends == Ends.AFTER and data.get("pattern") == Pattern.OWN:
            self.add_error("ends", _("What stays as it is ends as it says, or on a date."))
        for name, meant in (("ends_on", Ends.ON), ("times", Ends.AFTER)):
            if ends != meant:
                data[name] = None
                self.errors.pop(name, None)
            elif not data.get(name) and name not in self.errors:
                self.add_error(name, _("Say when it ends."))
        if data.get("ends_on") and data.get("first_date") and data["ends_on"] < data["first_date"]:
            self.add_error("ends_on", _("The last date cannot be before the first."))

    def _clean_calendar(self, data: dict) -> None:
        if data.get("pattern") == Pattern.SINGLE:
            data |= {"on_holidays": OnHolidays.KEEP, "on_make_up_days": OnMakeUpDays.USUAL}
        weekday_runs = data.get("on_make_up_days") not in (None, "", OnMakeUpDays.USUAL, OnMakeUpDays.NEVER)
        by_weekday = data.get("pattern") in (Pattern.DAILY, Pattern.WEEKLY)
        if data.get("pattern") == Pattern.OWN:
            by_weekday = runs_by_weekday(self.instance.rule)
        if weekday_runs and not by_weekday:
            self.add_error("on_make_up_days", _("Only what comes every day or week has a programme of a weekday."))

    def _post_clean(self):
        self._write(self.cleaned_data)
        super()._post_clean()
        if not self.errors.keys() - {NON_FIELD_ERRORS, *self.not_about_dates}:
            self._read_dates()

    @property
    def not_about_dates(self) -> set[str]:
        """The fields that have no part in when it takes place."""
        own = {name for name in self.declared_fields if name in self.fields}
        return set(self.fields) - own - {"ends_on", "on_holidays", "on_make_up_days"}

    def _write(self, data: dict) -> None:
        """Write the rule, the start and the length into the activity, where they were chosen without a mistake."""
        needed = {"pattern", "first_date", "begins", "minutes", "every", "times", *ASKED.get(data.get("pattern"), [])}
        if needed & self.errors.keys():
            return
        activity = self.instance
        if data["pattern"] != Pattern.OWN:
            choices = Choices.of_form(data)
            if not choices.has_possible_day:
                self.add_error("day", _("There is no such day."))
                return
            activity.rule = choices.rule
        activity.starts_at = timezone.make_aware(datetime.combine(data["first_date"], data["begins"]))
        activity.duration = timedelta(minutes=data["minutes"])

    def _read_dates(self) -> None:
        """Find out what dates come of it, and refuse what has none."""
        rows = self.formsets["single_dates"]
        if not rows.is_valid():
            return
        kept = [row for row in rows.forms if row not in rows.deleted_forms and (row.has_changed() or row.instance.pk)]
        single_dates = [row.instance for row in kept]
        if len({(each.kind, each.date, each.begins) for each in single_dates}) < len(single_dates):
            self.add_error(None, _("Among the single dates one stands twice."))
            return
        self.series = self.instance.series_with(single_dates)
        if self.series.is_without_dates:
            self.add_error("pattern", _("No date comes of this: look at the first date, the end and the exceptions."))

    @property
    def refusals_of_dates(self) -> list[str]:
        """What is wrong with the choices of dates, each with the field that it is about."""
        about_dates = {name: errors for name, errors in self.errors.items() if name not in self.not_about_dates}
        said = [
            message
            if name == NON_FIELD_ERRORS
            else _("%(field)s: %(error)s") % {"field": self[name].label, "error": message}
            for name, errors in about_dates.items()
            for message in errors
        ]
        return said + self._refusals_of_single_dates()

    def _refusals_of_single_dates(self) -> list[str]:
        rows = self.formsets["single_dates"]
        return [*rows.non_form_errors(), *(message for row in rows.errors for each in row.values() for message in each)]

    def _update_errors(self, errors):
        # The rule itself is no field of the form.
        if hasattr(errors, "error_dict") and "rule" in errors.error_dict:
            refused = errors.error_dict.pop("rule")
            if "pattern" not in self.errors:
                self.add_error("pattern", refused)
        super()._update_errors(errors)


def _shown(choices: Choices) -> dict:
    """Return the choices as the fields have them."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(choices).items()}
