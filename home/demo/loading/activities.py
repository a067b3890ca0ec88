"""What comes again every week or month. The rules carry it on, however late the demo is started."""

from datetime import timedelta

from django.utils import timezone

from activities.models import RecurringActivity

from .content import read
from .hospital import Hospital
from .people import OFFICER
from .reviews import Journey

ANNOUNCED_BEFORE = timedelta(days=7)


def load_activities(hospital: Hospital) -> str:
    """Make the recurring activities. The organiser is a department, or the club, which then is all that is named."""
    officer = hospital.members[OFFICER]
    items = read("activities")["activity"]
    for item in items:
        activity = RecurringActivity(
            title=item["title"],
            kind=item["kind"],
            club=hospital.clubs.get(item.get("club")),
            venue=item["venue"],
            department=hospital.departments.get(item["organiser"]),
            summary=item.get("summary", ""),
            description=item["description"].strip(),
            picture=hospital.pictures[item["picture"]],
            starts_at=timezone.make_aware(item["start"]),
            duration=timedelta(minutes=item["minutes"]),
            rule=item["rrule"],
            ends_on=item.get("until"),
            reserved_venue=hospital.venues.get(item.get("reserved_venue")),
            **_terms(hospital, item.get("terms", {})),
        )
        activity.full_clean()
        activity.save()
        hospital.activities[item["slug"]] = activity
        day = item["start"].date() - ANNOUNCED_BEFORE
        if item["state"] != "live":
            day = hospital.today - timedelta(days=2)
        hospital.journeys.append(Journey(activity, officer, day, item["state"], item.get("remark", "")))
    return f"{len(items)} recurring activities"


def _terms(hospital: Hospital, terms: dict) -> dict:
    contact = {"contact": hospital.members[terms["contact"]]} if "contact" in terms else {}
    return {**terms, **contact}
