from datetime import datetime, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput, AdminTimeInput

from .recurrence import WEEKDAYS, is_plainly_weekly, parts_of, weekly_rule


class RecurringActivityForm(WagtailAdminModelForm):
    """Weekdays, first date, time and minutes; together they write the rule and the start."""

    weekdays = forms.MultipleChoiceField(label=_("Weekdays"), choices=WEEKDAYS, widget=forms.CheckboxSelectMultiple)
    first_date = forms.DateField(label=_("First date"), widget=AdminDateInput)
    begins = forms.TimeField(label=_("Begins at"), widget=AdminTimeInput)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=5, max_value=24 * 60, initial=60)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rule = self.instance.rule
        if rule and not is_plainly_weekly(rule):
            self.fields["weekdays"].required = False
            self.fields["weekdays"].help_text = _("This activity follows another rule; leave empty to keep it.")
        if self.instance.starts_at:
            start = timezone.localtime(self.instance.starts_at)
            self.initial.update(
                {
                    "weekdays": parts_of(rule)["BYDAY"].split(",") if is_plainly_weekly(rule) else [],
                    "first_date": start.date(),
                    "begins": start.time(),
                    "minutes": int(self.instance.duration.total_seconds() // 60),
                }
            )

    def clean(self):
        data = super().clean()
        if data.get("ends_on") and data.get("first_date") and data["ends_on"] < data["first_date"]:
            self.add_error("ends_on", _("The last date cannot be before the first."))
        return data

    def _post_clean(self):
        data = self.cleaned_data
        if data.get("weekdays"):
            self.instance.rule = weekly_rule(data["weekdays"])
        if data.get("first_date") and data.get("begins"):
            self.instance.starts_at = timezone.make_aware(datetime.combine(data["first_date"], data["begins"]))
        if data.get("minutes"):
            self.instance.duration = timedelta(minutes=data["minutes"])
        super()._post_clean()
