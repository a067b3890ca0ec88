"""What comes again every week or month, which the rules carry on however late the demo is started, and single dates."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from activities.models import RecurringActivity, SingleDate

from .content import fixed_id, read, still_ahead
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
            starts_at=timezone.make_aware(_moved(item["start"], item, hospital.today)),
            duration=timedelta(minutes=item["minutes"]),
            rule=item.get("rrule", ""),
            ends_on=item.get("until"),
            reserved_venue=hospital.venues.get(item.get("reserved_venue")),
            **_terms(hospital, item.get("terms", {})),
        )
        activity.single_dates = [
            SingleDate(date=_moved(day, item, hospital.today), kind=SingleDate.Kind.ADDED)
            for day in item.get("more_dates", [])
        ]
        activity.questions = [_question(item["slug"], question) for question in item.get("questions", [])]
        activity.full_clean()
        activity.save()
        hospital.activities[item["slug"]] = activity
        day = item["start"].date() - ANNOUNCED_BEFORE
        if item["state"] != "live":
            day = hospital.today - timedelta(days=2)
        hospital.journeys.append(Journey(activity, officer, day, item["state"], item.get("remark", "")))
    return f"{len(items)} recurring activities"


def _moved(moment: date, item: dict, today: date) -> date:
    """Return a day or a moment as it stands in the texts; of single dates as far ahead of today as it was then."""
    if "rrule" in item:
        return moment
    last = max([item["start"].date(), *item.get("more_dates", [])])
    day = moment.date() if isinstance(moment, datetime) else moment
    return moment + (still_ahead(day, today, until=last) - day)


def _question(slug: str, said: dict) -> dict:
    """Return a question as the database holds it."""
    kind, value = said["kind"], {"help": "", "required": True, **said}
    del value["kind"]
    if "options" in value:
        value["options"] = [
            {"type": "item", "value": option, "id": str(fixed_id(slug, said["label"], option))}
            for option in value["options"]
        ]
    if "text" in value:
        value["text"] = value["text"].strip()
    return {"type": kind, "value": value, "id": str(fixed_id(slug, said["label"]))}


def _terms(hospital: Hospital, terms: dict) -> dict:
    contact = {"contact": hospital.members[terms["contact"]]} if "contact" in terms else {}
    return {**terms, **contact}
