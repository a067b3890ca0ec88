"""What there is to choose from in a drive, and what somebody has chosen."""

from people.models import Member

from ..models import Drive, Offering, Session, SignUp
from ..telling import when


def open_offerings_of(drive: Drive, reader) -> list[Offering]:
    """Return the live offerings of a drive that `reader` may read of."""
    return list(Offering.objects.live().filter(drive=drive).open_to(reader).order_by("title", "pk"))


def offerings_of(drive: Drive, reader) -> list[Offering]:
    """Return those that `reader` may read of, each with `dates`: its coming sessions."""
    offerings = open_offerings_of(drive, reader)
    dates: dict[int, list[Session]] = {offering.pk: [] for offering in offerings}
    coming = Session.objects.planned().coming().filter(offering__in=offerings).with_card_data()
    for session in coming.order_by("starts_at", "pk"):
        session.when = when(session)
        dates[session.offering_id].append(session)
    for offering in offerings:
        offering.dates = dates[offering.pk]
    return offerings


def choice_of(drive: Drive, member: Member) -> list[SignUp]:
    """Return what a member holds, or waits for, in a drive; places first."""
    rows = SignUp.objects.live().filter(drive=drive, member=member).select_related("session__offering", "dependant")
    found = sorted(rows.select_related("member"), key=lambda row: (not row.is_granted, row.pk))
    for row in found:
        row.when = when(row.session)
    return found
