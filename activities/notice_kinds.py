"""What whoever keeps the list of an activity is told."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from notices.kinds import Kind, Wording

VENUE_TAKEN = Kind(
    "activities.venue_taken",
    _("A venue is taken"),
    {
        "": Wording(
            _("Without its venue: %(title)s"),
            _("%(venue)s is taken on %(dates)s. Choose another hour or another venue for these dates."),
        )
    },
)
OUT_OF_STEP = Kind(
    "activities.out_of_step",
    _("Dates that differ from the series"),
    {
        "": Wording(
            _("To be decided: %(title)s"),
            ngettext_lazy(
                "The series was changed. %(count)d date with sign-ups stays as it was and waits for you.",
                "The series was changed. %(count)d dates with sign-ups stay as they were and wait for you.",
                "count",
            ),
        )
    },
)
KINDS = [VENUE_TAKEN, OUT_OF_STEP]
