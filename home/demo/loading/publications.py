"""Lists published for objection: one that stands with an objection that was answered, one that has taken effect."""

from datetime import timedelta

from notices.models import Notice
from publications.actions.objecting import answer, object_to
from publications.counting import stretch_after
from publications.models import Publication, PublicationLine, Standing

from .content import at, read
from .hospital import Hospital
from .people import OFFICER
from .reviews import Journey, settle

CONTACTS = {"contact_name": "工会办公室", "contact_phone": "8001", "supervision_phone": "8120"}


def load_publications(hospital: Hospital) -> str:
    """Draft the lists; their reviews follow with those of everything else."""
    items = read("publications")["publication"]
    for item in items:
        publication = Publication(
            title=item["title"],
            introduction=f"<p>{item['introduction']}</p>",
            columns=item["columns"],
            by_strokes=item["by_strokes"],
            **CONTACTS,
        )
        publication.lines = [_line(hospital, one, position) for position, one in enumerate(item["lines"])]
        publication.full_clean()
        publication.save()
        day = hospital.today - timedelta(days=item["days_ago"])
        officer = hospital.members[OFFICER]
        hospital.journeys.append(Journey(publication, officer, day, is_recent=not item["days_ago"]))
    return f"{len(items)} lists for objection"


def _line(hospital: Hospital, item: dict, position: int) -> PublicationLine:
    member = hospital.members[item["member"]] if "member" in item else None
    return PublicationLine(
        member=member,
        name=member.name if member else item["name"],
        department=member.department.name if member and member.department else "",
        heading=item["heading"],
        cells=item["cells"],
        outcome=item.get("outcome", ""),
        position=position,
    )


def load_standings(hospital: Hospital) -> str:
    """Enter what became of the older lists, and the objections to those that stand."""
    for item in read("publications")["publication"]:
        publication = Publication.objects.get(title=item["title"])
        if item["days_ago"]:
            _enter_as_in_effect(publication, hospital, item["days_ago"])
        if "objection" in item:
            said = item["objection"]
            objection = object_to(publication, hospital.members[said["by"]], said["text"])
            answer(objection, hospital.members[said["answered_by"]], upheld=False, reason=said["answer"])
    settle(Notice.objects.filter(kind__startswith="publications."))
    return f"{Standing.objects.standing().count()} of them still stand"


def _enter_as_in_effect(publication: Publication, hospital: Hospital, days_ago: int) -> None:
    published_on = hospital.today - timedelta(days=days_ago)
    days = stretch_after(published_on, publication.working_days)
    ended_at = at(days.ends_on + timedelta(days=1), "00:10")
    Standing.objects.create(
        publication=publication,
        revision=publication.live_revision_id,
        list_hash=publication.list_hash,
        published_at=at(published_on, "08:30"),
        starts_on=days.starts_on,
        ends_on=days.ends_on,
        by_weekdays=days.by_weekdays,
        working_days=publication.working_days,
        ended_at=ended_at,
        effective_at=ended_at,
        ending=Standing.Ending.IN_EFFECT,
    )
