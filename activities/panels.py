"""The panels with which an activity is edited. What a choice does not need is hidden by `recurrence.js`."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel

from signups.models import SignUpTerms

from .choices import ASKED, HAS_INTERVAL, Pattern


def _asked_for(name: str, **kwargs) -> FieldPanel:
    """Return the panel of a field that only some patterns ask for."""
    patterns = HAS_INTERVAL if name == "every" else [pattern for pattern, names in ASKED.items() if name in names]
    return FieldPanel(name, attrs={"data-asked-for": " ".join(sorted(patterns))}, **kwargs)


RULE_PANELS = [
    FieldPanel("pattern", required_on_save=True),
    _asked_for("every"),
    _asked_for("weekdays"),
    FieldRowPanel(
        [_asked_for("quarter_month"), _asked_for("ordinals"), _asked_for("weekday")],
        attrs={"data-asked-for": f"{Pattern.MONTHLY_WEEKDAY} {Pattern.QUARTERLY}"},
    ),
    _asked_for("month_day"),
    FieldRowPanel([_asked_for("month"), _asked_for("day")], attrs={"data-asked-for": Pattern.YEARLY_SOLAR}),
    FieldRowPanel([_asked_for("lunar_month"), _asked_for("lunar_day")], attrs={"data-asked-for": Pattern.YEARLY_LUNAR}),
    _asked_for("term"),
    # A draft is stored with its first time, too.
    FieldRowPanel([FieldPanel(name, required_on_save=True) for name in ("first_date", "begins", "minutes")]),
]
WITH_RULE = " ".join(pattern for pattern in Pattern.values if pattern != Pattern.SINGLE)
ENDING_PANELS = [
    FieldPanel("ends", attrs={"data-asked-for": WITH_RULE}),
    FieldRowPanel(
        [
            FieldPanel("ends_on", attrs={"data-asked-for": WITH_RULE, "data-ends": "on"}),
            FieldPanel("times", attrs={"data-asked-for": WITH_RULE, "data-ends": "after"}),
        ],
        attrs={"data-asked-for": WITH_RULE},
    ),
    FieldRowPanel(
        [FieldPanel(name, required_on_save=True) for name in ("on_holidays", "on_make_up_days")],
        attrs={"data-asked-for": WITH_RULE},
    ),
]
ACTIVITY_PANELS = [
    FieldPanel("title"),
    FieldRowPanel([FieldPanel("kind"), FieldPanel("club")]),
    FieldPanel("summary"),
    FieldPanel("description"),
    FieldPanel("picture"),
    MultiFieldPanel(RULE_PANELS + ENDING_PANELS, heading=_("When it takes place"), classname="recurrence"),
    InlinePanel("single_dates", label=_("single date"), heading=_("Single dates"), classname="recurrence__single"),
    MultiFieldPanel([HelpPanel(template="activities/admin/next_dates_panel.html")], heading=_("The next dates")),
    FieldRowPanel([FieldPanel("venue"), FieldPanel("reserved_venue")]),
    FieldPanel("department"),
    SignUpTerms.sign_up_panel,
]
