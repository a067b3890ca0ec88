"""Whoever belonged to a club before one joined it by the engine holds a place there, and counts."""

from datetime import datetime, time, timedelta

from django.db import migrations
from django.utils import timezone

CONFIRM_WITHIN_HOURS = 7 * 24


def midnight(day):
    return timezone.make_aware(datetime.combine(day, time.min))


def give_places(apps, schema_editor):
    """The same as `activities.membership.offering.follow_page` does, which takes it from here with the next night."""
    ClubPage = apps.get_model("activities", "ClubPage")
    Membership = apps.get_model("activities", "ClubMembership")
    Recruitment = apps.get_model("activities", "Recruitment")
    Offering = apps.get_model("signups", "Offering")
    Session = apps.get_model("signups", "Session")
    SignUp = apps.get_model("signups", "SignUp")
    ContentType = apps.get_model("contenttypes", "ContentType")
    now = timezone.now()
    for club in ClubPage.objects.all():
        members = Membership.objects.filter(club=club, left_on=None, sign_up=None).order_by("pk")
        if not club.live and not members.exists():
            continue
        kind, _made = ContentType.objects.get_or_create(app_label="activities", model="clubpage")
        # Its address, and what else follows from the page, is filled in by the next night.
        offering = Offering.objects.create(
            thing_type=kind,
            thing_id=club.pk,
            title=club.title,
            is_live=club.live,
            page_id=club.pk,
            mode="approval",
            audience_id=club.audience_id,
            confirm_within_hours=CONFIRM_WITHIN_HOURS,
            clashes_matter=False,
            absences_count=False,
        )
        recruits = club.recruitment_opens_on and club.recruitment_closes_on
        session = Session.objects.create(
            offering=offering,
            opens_at=midnight(club.recruitment_opens_on) if recruits else None,
            closes_at=midnight(club.recruitment_closes_on + timedelta(days=1)) if recruits else now,
        )
        count = 0
        for membership in members:
            membership.sign_up = SignUp.objects.create(
                session=session,
                member_id=membership.member_id,
                state="confirmed",
                granted_at=midnight(membership.joined_on),
            )
            membership.save(update_fields=["sign_up"])
            count += 1
        if recruits:
            Recruitment.objects.create(
                club=club,
                opens_on=club.recruitment_opens_on,
                closes_on=club.recruitment_closes_on,
                members_before=count,
            )
            if club.places is not None:
                Session.objects.filter(pk=session.pk).update(capacity=count + club.places)


class Migration(migrations.Migration):
    dependencies = [("activities", "0009_clubs"), ("contenttypes", "0002_remove_content_type_name")]

    operations = [migrations.RunPython(give_places, migrations.RunPython.noop)]
