"""What those who were there say of the base and the route; the next year's applicants see it."""

from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils import timezone

from people.models import Member

from ..models import Batch, Rating, SignUp
from .errors import RatedAlready, WasNotThere


def may_rate(sign_up: SignUp, member: Member) -> bool:
    """Whether a member was there, at something that has a base and is over."""
    batch = Batch.objects.filter(session=sign_up.session_id).first()
    missed = sign_up.attendance in (SignUp.Attendance.ABSENT, SignUp.Attendance.EXCUSED)
    return (
        sign_up.member_id == member.pk
        and sign_up.is_confirmed
        and not missed
        and sign_up.session.is_over
        and batch is not None
        and batch.base_id is not None
    )


@transaction.atomic
def rate(sign_up: SignUp, by: Member, stars: Mapping[str, int], words: str = "") -> Rating:
    """Keep what somebody says of where they have been, once. The words wait until the office lets them through.

    Raises:
        WasNotThere, RatedAlready
    """
    if not may_rate(sign_up, by):
        raise WasNotThere
    batch = Batch.objects.get(session=sign_up.session_id)
    try:
        with transaction.atomic():
            return Rating.objects.create(
                sign_up=sign_up,
                base=batch.base,
                route=batch.route,
                year=timezone.localdate(sign_up.session.starts_at).year,
                words=words.strip(),
                **{name: stars[name] for name in Rating.STARS},
            )
    except IntegrityError as error:
        raise RatedAlready from error


def let_through(rating: Rating, by: Member) -> Rating:
    """Let everybody of the staff read the words; a second time changes nothing."""
    Rating.objects.to_be_read().filter(pk=rating.pk).update(released_at=timezone.now(), released_by=by)
    rating.refresh_from_db()
    return rating


def keep_back(rating: Rating, by: Member) -> Rating:
    """Let nobody read the words any more."""
    Rating.objects.filter(pk=rating.pk).update(released_at=None, released_by=None)
    rating.refresh_from_db()
    return rating
