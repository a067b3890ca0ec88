"""A member corrects what the office lets members correct; the office sees what has changed."""

from django.db import transaction

from ..models import Correction, Member, PrivacySettings


@transaction.atomic
def correct(member: Member, values: dict[str, str]) -> list[Correction]:
    """Write `values` (by field) where they differ from what is known; returns what has changed.

    Fields that members do not correct themselves are left as they are. The values are valid (`CorrectionForm`).
    """
    member = Member.objects.select_for_update(no_key=True).get(pk=member.pk)
    changed = [
        Correction(member=member, field=name, old=getattr(member, name), new=values[name])
        for name in PrivacySettings.current().correctable
        if name in values and values[name] != getattr(member, name)
    ]
    for correction in changed:
        setattr(member, correction.field, correction.new)
    if changed:
        member.save(update_fields=[correction.field for correction in changed])
        Correction.objects.bulk_create(changed)
    return changed
