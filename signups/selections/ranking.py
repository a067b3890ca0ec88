"""The list: who would get which date, worked out with the very places by which `promote` gives them later."""

from dataclasses import dataclass, field

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from people.models import Member

from ..locking import patiently
from ..models import Application, Run, Session, SignUp, Wish
from ..promoting import Asker, Places
from .closing import check_may_change, forget_list
from .errors import ConsentStillRuns, NobodyApplied
from .holding import lock, sessions_of
from .own_facts import last_turns, too_recent
from .places import places_of

AT_A_TIME = 500
Outcome = Wish.Outcome


@dataclass
class Prediction:
    """What the list would say. `order` are those on it, the first first; `outcomes` (result, number of the substitute)
    by the id of the wish; `refused` why somebody is not on it, by the id of the application.
    """

    order: list[Application] = field(default_factory=list)
    outcomes: dict[int, tuple[str, int | None]] = field(default_factory=dict)
    refused: dict[int, str] = field(default_factory=dict)


@patiently
def rank(run: Run, by: Member) -> Prediction:
    """Make the list, or make it anew; nobody has a place by it. Returns what it says.

    Raises:
        NotClosed, ListStands, ListInEffect, ConsentStillRuns, NobodyApplied
    """
    run = lock(run)
    check_may_change(run)
    selection = run.selection
    if selection.needs_consent and selection.consent_until > timezone.now():
        raise ConsentStillRuns(selection.consent_until)
    # Why somebody is not on it is kept, so it is in the language of the site.
    with translation.override(settings.LANGUAGE_CODE):
        said = predict(run)
    if not said.order and not said.refused:
        raise NobodyApplied
    forget_list(run)
    for position, application in enumerate(said.order, start=1):
        application.position, application.why_not = position, ""
    refused = list(Application.objects.filter(pk__in=said.refused))
    for application in refused:
        application.position, application.why_not = None, said.refused[application.pk]
    Application.objects.bulk_update([*said.order, *refused], ["position", "why_not"], batch_size=AT_A_TIME)
    wishes = list(Wish.objects.filter(pk__in=said.outcomes))
    for wish in wishes:
        wish.outcome, wish.place = said.outcomes[wish.pk]
    Wish.objects.bulk_update(wishes, ["outcome", "place"], batch_size=AT_A_TIME)
    run.ranked_at, run.ranked_for = timezone.now(), places_of(run)
    run.save(update_fields=["ranked_at", "ranked_for"])
    return said


@patiently
def discard(run: Run, by: Member) -> Run:
    """Let there be no list again, as long as it is not published.

    Raises:
        NotClosed, ListStands, ListInEffect
    """
    run = lock(run)
    check_may_change(run)
    forget_list(run)
    return run


def predict(run: Run) -> Prediction:
    """Go down the list: each gets the most wanted of their dates that still has a place for them. Whoever gets none is
    a substitute for each of theirs.

    Under the lock. The places are those of `promote`: its capacity, its pools, its wards, its eligible people.
    """
    applications = list(Application.objects.live().filter(run=run).exclude(number=None).with_people().in_order())
    said = Prediction(refused=_not_eligible(run, applications))
    said.order = [each for each in applications if each.pk not in said.refused]
    wishes = _wishes_of(said.order)
    queues = {session.pk: _Queue(session) for session in sessions_of(run)}
    for application in said.order:
        own = [wish for wish in wishes[application.pk] if wish.sign_up.session_id in queues]
        got = next((wish for wish in own if queues[wish.sign_up.session_id].takes(wish.sign_up_id)), None)
        for wish in own:
            if got is None:
                said.outcomes[wish.pk] = (Outcome.SUBSTITUTE, queues[wish.sign_up.session_id].next_substitute())
            else:
                said.outcomes[wish.pk] = (Outcome.SELECTED if wish is got else Outcome.ELSEWHERE, None)
    return said


class _Queue:
    """Those who wait for one session and are able to take a place, and what is free there."""

    def __init__(self, session: Session):
        waiting = SignUp.objects.waiting().filter(session=session).able_to_take(session)
        self.askers = {row[0]: Asker(*row) for row in waiting.values_list(*Asker._fields)}
        self.places = Places(session)
        self.places.know_members(asker.member_id for asker in self.askers.values())
        self.substitutes = 0

    def takes(self, sign_up: int) -> bool:
        asker = self.askers.get(sign_up)
        return asker is not None and bool(self.places.take([asker]))

    def next_substitute(self) -> int:
        self.substitutes += 1
        return self.substitutes


def _wishes_of(applications: list[Application]) -> dict[int, list[Wish]]:
    found: dict[int, list[Wish]] = {application.pk: [] for application in applications}
    live = Wish.objects.filter(application__in=found, sign_up__state__in=SignUp.LIVE_STATES)
    for wish in live.select_related("sign_up").order_by("preference", "pk"):
        found[wish.application_id].append(wish)
    return found


def _not_eligible(run: Run, applications: list[Application]) -> dict[int, str]:
    """Return why somebody is not put on the list, by the id of the application."""
    selection = run.selection
    among = Member.objects.filter(pk__in=[each.member_id for each in applications], is_active=True)
    meant = set((among.in_audience(selection.audience) if selection.audience else among).values_list("pk", flat=True))
    last = last_turns([each.member for each in applications], selection.kind, selection.points_on)
    found = {}
    for each in applications:
        turn = last.get(each.member_id)
        if each.member_id not in meant:
            found[each.pk] = _("It is not offered to them.")
        elif each.consent == Application.Consent.ASKED:
            found[each.pk] = _("The department has not consented in time.")
        elif each.consent == Application.Consent.REFUSED:
            found[each.pk] = (_("The department does not consent: %(reason)s") % {"reason": each.consent_reason})[:200]
        elif too_recent(selection, turn):
            found[each.pk] = too_recent(selection, turn)
    return found
