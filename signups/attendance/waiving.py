"""A missed sign-up that is not to count: an emergency, a changed shift, a mistake."""

from django.utils import timezone

from people.models import Member

from .. import notice_kinds as kinds
from ..errors import AlreadyWaived, ReasonNeeded
from ..locking import patiently
from ..models import Strike
from ..telling import tell


@patiently
def waive(missed: Strike, by: Member, *, reason: str) -> Strike:
    """Let a missed sign-up count no more; the reason is kept, and the member is told. The caller says who may do so.

    Raises:
        ReasonNeeded, AlreadyWaived
    """
    rows = Strike.objects.select_for_update(no_key=True, of=("self",))
    missed = rows.select_related("sign_up__session__offering", "sign_up__session__venue", "sign_up__member").get(
        pk=missed.pk
    )
    if not reason.strip():
        raise ReasonNeeded
    if missed.waived_at:
        raise AlreadyWaived
    missed.waived_at, missed.waived_by, missed.waiver_reason = timezone.now(), by, reason.strip()
    missed.save(update_fields=["waived_at", "waived_by", "waiver_reason"])
    tell(kinds.STRUCK, missed.sign_up.session, [missed.sign_up], wording="waived", event=f"waived.{missed.pk}")
    return missed
