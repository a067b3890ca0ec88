"""The list takes effect: its order becomes that of the queues, and `promote` gives the places."""

from django.utils import timezone
from django.utils.translation import gettext as _

from .. import notice_kinds as kinds
from ..actions.giving_back import end
from ..locking import patiently
from ..models import Application, Run, SignUp, Wish
from ..promoting import promote
from ..telling import tell
from .errors import NotRanked
from .holding import lock, sessions_of
from .telling import tell_substitutes

AT_A_TIME = 500


@patiently
def take_effect(run: Run) -> Run:
    """Give the places as the list says; a second time changes nothing. Substitutes move up by the ordinary queue.

    Whoever is selected for one date waits for no other any more; whoever is not on the list is told why. Where
    somebody has withdrawn or left meanwhile, the next of the list has the place.

    Raises:
        NotRanked
    """
    run = lock(run)
    if run.effective_at is not None:
        return run
    if run.ranked_at is None:
        raise NotRanked
    run.effective_at = timezone.now()
    run.save(update_fields=["effective_at"])
    _end_other_wishes(run)
    _turn_down(run)
    _write_order(run)
    for session in sessions_of(run):
        session.listed_at = run.effective_at
        session.save(update_fields=["listed_at"])
        asked = Wish.objects.filter(outcome=Wish.Outcome.SELECTED, sign_up__session=session)
        # Their place is what the list says and not one from the waiting list.
        promote(session, asked_now=list(asked.values_list("sign_up", flat=True)))
    tell_substitutes(run)
    return run


def _end_other_wishes(run: Run) -> None:
    others = SignUp.objects.waiting().filter(wish__application__run=run, wish__outcome=Wish.Outcome.ELSEWHERE)
    # Whoever has withdrawn what the list gave them has nothing left to be selected for.
    end(list(others.with_people()), SignUp.State.CANCELLED, reason=_("Selected for another date."))


def _turn_down(run: Run) -> None:
    for application in Application.objects.filter(run=run).exclude(why_not=""):
        rows = list(SignUp.objects.waiting().filter(wish__application=application).with_people().order_by("pk"))
        if not rows:
            continue
        end(rows, SignUp.State.REFUSED, reason=application.why_not)
        session = rows[0].session
        tell(kinds.ENDED, session, rows[:1], wording="refused", reason=application.why_not)


def _write_order(run: Run) -> None:
    last = Application.objects.filter(run=run).exclude(position=None).count()
    rows = list(SignUp.objects.waiting().filter(wish__application__run=run).select_related("wish__application"))
    for row in rows:
        position = row.wish.application.position
        # Below 0, so that whoever is entered later waits behind everybody on the list.
        row.rank = position - last - 1 if position is not None else 0
    SignUp.objects.bulk_update(rows, ["rank"], batch_size=AT_A_TIME)
