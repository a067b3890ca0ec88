"""The greetings that the office has written: most are approved, so that they go out while the demo runs."""

from datetime import time

from home.models import Greeting

from .content import read
from .hospital import Hospital
from .people import OFFICER
from .reviews import Journey


def load_greetings(hospital: Hospital) -> str:
    """Make the greetings, each in the state that its text says."""
    items = read("greetings")["greeting"]
    for item in items:
        greeting = Greeting(
            occasion=item["occasion"],
            own_name=item.get("name", ""),
            calendar=item.get("calendar", ""),
            month=item.get("month"),
            day=item.get("day"),
            who=item.get("who", "everybody"),
            title=item["title"],
            text=item["text"].strip(),
            hour=time.fromisoformat(item.get("hour", "09:00")),
        )
        greeting.full_clean()
        greeting.save()
        hospital.journeys.append(
            Journey(greeting, hospital.members[OFFICER], item["approved"], item["state"], item.get("remark", ""))
        )
    return f"{len(items)} greetings"
