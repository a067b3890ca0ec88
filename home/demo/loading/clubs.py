"""Clubs, who leads them and who is in them."""

import json
from datetime import date, timedelta

from activities.models import ClubIndexPage, ClubLeader, ClubMembership, ClubPage

from .articles import Article
from .content import fixed_id, read, still_ahead
from .hospital import Hospital
from .pages import add_page

CATEGORIES = {
    "体育": ClubPage.Category.SPORT,
    "文化": ClubPage.Category.CULTURE,
    "身心": ClubPage.Category.WELLBEING,
}
OPENED_ON = date(2025, 2, 24)
FIRST_JOINED_ON = date(2025, 3, 3)


def load_clubs(hospital: Hospital) -> str:
    """Make the club pages below their index, and the rolls of their members."""
    index = ClubIndexPage.objects.child_of(hospital.home).get()
    memberships = []
    items = read("clubs")["club"]
    for item in items:
        closes = item.get("recruitment_closes")
        club = ClubPage(
            title=item["name"],
            slug=item["slug"],
            summary=item["summary"],
            category=CATEGORIES[item["category"]],
            cover=hospital.pictures[item["cover"]],
            introduction=item["introduction"].strip(),
            meets_at=item["meets_at"],
            meets_when=item["meets_when"],
            recruitment_opens_on=still_ahead(item.get("recruitment_opens"), hospital.today, until=closes),
            recruitment_closes_on=still_ahead(closes, hospital.today),
            places=item.get("places"),
            rules=item["rules"].strip(),
            gallery=_gallery(hospital, item),
        )
        club.leaders.add(*[ClubLeader(member=hospital.members[number], duty="负责人") for number in item["leaders"]])
        day = OPENED_ON if item["state"] == "live" else hospital.today - timedelta(days=1)
        add_page(hospital, index, club, day, state=item["state"], remark=item.get("remark", ""))
        hospital.clubs[item["slug"]] = club
        memberships += [
            ClubMembership(
                club=club,
                member=hospital.members[number],
                joined_on=FIRST_JOINED_ON + timedelta(weeks=position),
            )
            for position, number in enumerate(item["members"])
        ]
    ClubMembership.objects.bulk_create(memberships)
    return f"{len(items)} clubs with {len(memberships)} places taken"


def _gallery(hospital: Hospital, item: dict) -> str:
    article = Article(item["slug"], hospital.pictures)
    return json.dumps(
        [
            {
                "type": "picture",
                "id": str(fixed_id(item["slug"], "gallery", key)),
                "value": article.picture({"picture": key}),
            }
            for key in item["gallery"]
        ]
    )
