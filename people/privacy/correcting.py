"""A member corrects what the office lets members correct; the office sees what has changed."""

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from ..jobs import send_account_mail
from ..models import Correction, Member, PrivacySettings
from ..paper import letterhead
from ..sealing import seal


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
        _tell_the_old_address(member, changed)
        member.save(update_fields=[correction.field for correction in changed])
        Correction.objects.bulk_create(changed)
    return changed


def _tell_the_old_address(member: Member, changed: list[Correction]) -> None:
    """Links that set a password go to the new address: whoever has only borrowed the phone must not get one unseen."""
    for correction in changed:
        if correction.field == "email" and correction.old:
            text = _(
                "%(name)s, the e-mail address of your account was changed on %(site)s. Mail comes to the new one from "
                "now on. If that was not you, tell the union office at once, and set a new password."
            ) % {"name": member.name, "site": letterhead()}
            send_account_mail.defer(
                subject=_("The e-mail address of your account was changed"),
                sealed=seal(text),
                sender=settings.DEFAULT_FROM_EMAIL,
                to=[correction.old],
            )
