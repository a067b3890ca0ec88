"""What the own page shows those who keep dates: the next ones, and how many wait to be decided on."""

from django.utils.translation import gettext_lazy as _

from people.own_page import SIDE, Section, register_section
from people.privacy.subjects import register_subjects

from ..keeping import dates_kept_by
from ..record_exports import EXPORT, STRIKES
from .adding_views import FINDING
from .file_views import FILE, ROLL

DATES_SHOWN = 4


def kept_dates(request) -> dict | None:
    dates = dates_kept_by(request.user).planned().with_card_data().with_queue().with_requests()
    shown = list(dates.order_by("-is_out_of_step", "starts_at", "pk")[:DATES_SHOWN])
    return {"sessions": shown} if shown else None


def register() -> None:
    register_section(Section("kept_sessions", "signups/organising/own_section.html", kept_dates, SIDE, order=5))
    register_subjects(
        **{
            FINDING.replace(".", "__"): _("people looked for, to sign them up"),
            FILE.replace(".", "__"): _("list of a date as a workbook"),
            ROLL.replace(".", "__"): _("roll of a date on paper"),
            EXPORT.replace(".", "__"): _("export of sign-ups"),
            STRIKES.replace(".", "__"): _("export of missed sign-ups"),
        }
    )
