"""Members are never deleted, since records point at them: what is personal about who left long ago is emptied.

What stays is the row, its number and what records of approvals have to say for good. Rooms above say what of theirs
goes as well (`registry.on_emptying`).
"""

import logging
from datetime import date

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from dateutil.relativedelta import relativedelta
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from wagtail.admin.models import EditingSession, FormState
from wagtail.models import ModelLogEntry, PageSubscription
from wagtail.users.models import UserProfile

from ..dependants.keeping import empty_dependants
from ..errors import StillHere, StillNamed
from ..models import Member, PrivacySettings, RosterRow
from .registry import emptying_rules

logger = logging.getLogger(__name__)

# What a member is called afterwards, in whatever language the reader has: stored, so that lists need nothing else.
EMPTIED_NAME = "已清除"
BLANKED = {
    "name": EMPTIED_NAME,
    "pinyin": "",
    "gender": "",
    "birthday": None,
    "mobile": "",
    "email": "",
    "department": None,
    "campus": None,
    "union_group": None,
    "title": "",
    "employment": "",
    "started_work_on": None,
    "joined_hospital_on": None,
    "started_practice_on": None,
    "last_login": None,
    "is_staff": False,
    "is_superuser": False,
}


def last_day_kept(today: date) -> date:
    """Return the last day of leaving whose data goes today."""
    return today - relativedelta(years=PrivacySettings.current().leavers_kept_for)


@transaction.atomic
def empty_member(member: Member) -> Member:
    """Blank everything personal of somebody who has gone; the row stays, with its number. Doing it again does nothing.

    Raises:
        StillHere: the member has not left, or not long enough ago.
        StillNamed: a room says that something public names the member.
    """
    member = Member.objects.select_for_update(no_key=True).get(pk=member.pk)
    if member.emptied_at is not None:
        return member
    if not Member.objects.to_be_emptied(last_day_kept(timezone.localdate())).filter(pk=member.pk).exists():
        raise StillHere
    # While they still know whom it is about.
    for rule in emptying_rules():
        rule(member)
    for name, value in BLANKED.items():
        setattr(member, name, value)
    member.set_unusable_password()
    member.emptied_at = timezone.now()
    member.save()
    member.former_numbers.all().delete()
    member.corrections.all().delete()
    member.membership_applications.all().delete()
    empty_dependants(member)
    RosterRow.objects.filter(member=member).delete()
    _empty_what_packages_keep(member)
    return member


def _empty_what_packages_keep(member: Member) -> None:
    """What Wagtail and allauth keep beside the member: picture of the account, addresses, unfinished forms, names."""
    profile = UserProfile.objects.filter(user=member).first()
    if profile is not None:
        if profile.avatar:
            storage, name = profile.avatar.storage, profile.avatar.name
            transaction.on_commit(lambda: storage.delete(name))
        profile.delete()
    # The log of the editor calls whom it is about by name.
    kind = ContentType.objects.get_for_model(Member)
    ModelLogEntry.objects.filter(content_type=kind, object_id=member.pk).update(label=str(member))
    for model in (Authenticator, SocialAccount, EmailAddress, EditingSession, FormState, PageSubscription):
        model.objects.filter(user=member).delete()


def empty_expired() -> int:
    """Empty everybody whose time has come; returns how many that were.

    Whom something public names waits, and is logged.
    """
    emptied = failed = 0
    for member in Member.objects.to_be_emptied(last_day_kept(timezone.localdate())):
        try:
            empty_member(member)
            emptied += 1
        except StillNamed as refusal:
            logger.warning("%s is not emptied: %s", member.employee_number, refusal)
        except Exception:
            # Of the others it is the time as well; the job is shown as failed.
            logger.exception("%s could not be emptied", member.employee_number)
            failed += 1
    if failed:
        raise RuntimeError(f"{failed} could not be emptied; see the log.")
    return emptied
