"""The honour wall."""

from datetime import timedelta

from honours.models import Honour, HonourRecipient

from .content import read
from .hospital import Hospital
from .people import OFFICER
from .reviews import Journey

PUT_UP_AFTER = timedelta(days=3)


def load_honours(hospital: Hospital) -> str:
    """Make the honours, oldest first, each with its recipients in the order of the texts."""
    officer = hospital.members[OFFICER]
    items = sorted(read("honours")["honour"], key=lambda item: item["date"])
    honours = []
    for item in items:
        honour = Honour(
            title=item["title"],
            kind=item["kind"],
            awarding_body=item["awarding_body"],
            level=item["level"],
            rank=item["rank"],
            date=item["date"],
            citation=item["citation"],
            by_strokes=item.get("by_strokes", False),
            picture=hospital.pictures[item["picture"]] if item.get("picture") else None,
        )
        honour.full_clean()
        honours.append(honour)
    Honour.objects.bulk_create(honours)
    recipients = []
    for honour, item in zip(honours, items, strict=True):
        named = [_recipient(hospital, honour, one, position) for position, one in enumerate(item["recipients"])]
        honour.recipients = named
        recipients += named
        day = min(item["date"] + PUT_UP_AFTER, hospital.today)
        if item["state"] != "live":
            day = hospital.today - timedelta(days=1)
        hospital.journeys.append(Journey(honour, officer, day, item["state"], item.get("remark", "")))
    HonourRecipient.objects.bulk_create(recipients)
    return f"{len(honours)} honours"


def _recipient(hospital: Hospital, honour: Honour, item: dict, position: int) -> HonourRecipient:
    return HonourRecipient(
        honour=honour,
        member=hospital.members[item["member"]] if "member" in item else None,
        department=hospital.departments[item["department"]] if "department" in item else None,
        name=item.get("name", ""),
        sort_order=position,
    )
