"""A thing hears what becomes of its sign-ups, such as a club of who joins it; inside the transaction that did it."""

from .models import Session, SignUp
from .registry import answers_of, kinds_that_follow


def let_follow(session: Session, sign_ups: list[SignUp]) -> None:
    """Tell the thing of a session that these sign-ups of it were made, granted, confirmed or ended. Under the lock."""
    offering = session.offering
    # Most things do not care, and then nothing is asked of the database in the middle of a rush.
    if sign_ups and offering.thing_type_id in kinds_that_follow() and offering.thing:
        answers_of(offering).follow(offering.thing, sign_ups)


def let_all_follow(sign_ups: list[SignUp]) -> None:
    """The same where they may be of several sessions."""
    kinds = kinds_that_follow()
    if not (sign_ups and kinds):
        return
    of_them = Session.objects.filter(pk__in={each.session_id for each in sign_ups}, offering__thing_type__in=kinds)
    for session in of_them.select_related("offering"):
        let_follow(session, [each for each in sign_ups if each.session_id == session.pk])
