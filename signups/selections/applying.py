"""Applying: for some dates in order of preference, with answers, for oneself or for somebody of the own group.

Each wish is a sign-up that waits. Nobody has a place by it before the list has taken effect.
"""

from collections.abc import Sequence

from people.models import Member

from ..actions.giving_back import cancel, end
from ..actions.signing_up import enter
from ..answers.forms import AnswersForm
from ..answers.keeping import carry, keep
from ..errors import NotOfYourGroup, NotYours
from ..locking import patiently
from ..models import Answers, Application, Batch, Run, SignUp, Wish
from ..quotas.parts import people_of
from ..rules import check_audience, check_window
from .errors import NothingToSay, NotOfThisSelection, NoWishes, PointsAreFixed, TooManyWishes, WishedTwice
from .holding import lock
from .telling import ask_for_consent, tell_applied_for, tell_of_doubt

Consent = Application.Consent


@patiently
def apply(
    member: Member, run: Run, wishes: Sequence[Batch], answers: AnswersForm | None = None, *, by: Member | None = None
) -> Application:
    """Apply for `wishes`, the most wanted first, or change what was applied for; the same again changes nothing.

    `by` is who applies on behalf of somebody of the own group. Another date than the department has consented to is
    asked of it again.

    Raises:
        SignUpRefused: one of its kinds says why not.
    """
    run = lock(run)
    by = by if by is not None and by.pk != member.pk else None
    _check(member, run, wishes, by)
    application, is_new = Application.objects.get_or_create(
        run=run, member=member, defaults={"applied_by": by, "consent": _first_consent(run)}
    )
    before = {wish.sign_up.session_id: wish for wish in live_wishes_of(application)}
    wanted = [batch.session_id for batch in wishes]
    _end_what_is_wished_no_more(before, wanted, by or member)
    first = _write_down(application, wishes, before, by)
    if answers is not None and answers.fields:
        _keep_answers(application, first, answers, by or member)
    if set(before) != set(wanted) and not is_new:
        _ask_again(application)
    if application.consent == Consent.ASKED:
        ask_for_consent(application)
    if by is not None:
        tell_applied_for(application, by)
    return application


@patiently
def withdraw(application: Application, by: Member) -> list[SignUp]:
    """Withdraw all that somebody has applied for; a place is given back by it. Returns the sign-ups that have ended.

    Raises:
        NotYours; LateCancel and the like as for every sign-up.
    """
    lock(application.run)
    if application.member_id != by.pk:
        raise NotYours
    ended = []
    for wish in live_wishes_of(application):
        ended += cancel(wish.sign_up, by)
    return ended


@patiently
def ask_for_correction(application: Application, by: Member, text: str) -> Application:
    """Say what is wrong with one's own points; the office is told and looks at it.

    Raises:
        NotYours, NothingToSay
    """
    lock(application.run)
    if application.member_id != by.pk:
        raise NotYours
    if not text.strip():
        raise NothingToSay
    application.doubt = text.strip()
    application.save(update_fields=["doubt"])
    tell_of_doubt(application)
    return application


def live_wishes_of(application: Application) -> list[Wish]:
    """Return the wishes that still stand, the most wanted first."""
    wishes = application.wishes.filter(sign_up__state__in=SignUp.LIVE_STATES)
    return list(wishes.select_related("sign_up__session__offering").order_by("preference", "pk"))


def answers_of_application(application: Application) -> Answers | None:
    return Answers.objects.filter(sign_up__wish__application=application).with_everything().first()


def _check(member: Member, run: Run, wishes: Sequence[Batch], by: Member | None) -> None:
    if by is not None and not people_of(by).filter(pk=member.pk).exists():
        raise NotOfYourGroup
    if not wishes:
        raise NoWishes
    if len(wishes) > run.selection.most_wishes:
        raise TooManyWishes(run.selection.most_wishes)
    if len({batch.pk for batch in wishes}) < len(wishes):
        raise WishedTwice
    for batch in wishes:
        if batch.run_id != run.pk or batch.option_id is None:
            raise NotOfThisSelection
        check_window(batch.session)
    check_audience(wishes[0].session.offering, member)
    if run.closed_at is not None:
        raise PointsAreFixed


def _first_consent(run: Run) -> str:
    return Consent.ASKED if run.selection.needs_consent else Consent.NOT_NEEDED


def _end_what_is_wished_no_more(before: dict[int, Wish], wanted: list[int], by: Member) -> None:
    gone = [wish for session, wish in before.items() if session not in wanted]
    end([wish.sign_up for wish in gone], SignUp.State.CANCELLED, by=by)
    Wish.objects.filter(pk__in=[wish.pk for wish in gone]).update(preference=0)


def _write_down(application: Application, wishes, before: dict[int, Wish], by: Member | None) -> SignUp:
    """Let there be a sign-up for each wish, in order; returns that of the first."""
    made = []
    for preference, batch in enumerate(wishes, start=1):
        wish = before.get(batch.session_id)
        if wish is None:
            row = enter(batch.session, application.member, [None], by=by)[0]
            wish = Wish(application=application, sign_up=row)
        if wish.preference != preference:
            wish.preference = preference
            wish.save()
        made.append(wish.sign_up)
    return made[0]


def _keep_answers(application: Application, first: SignUp, form: AnswersForm, by: Member) -> None:
    """What was answered belongs to the sign-up of the first wish, also when that is another one now."""
    rows = list(SignUp.objects.filter(wish__application=application).exclude(pk=first.pk))
    if rows and not Answers.objects.filter(sign_up=first).exists():
        carry(rows, first)
    keep([first], form, by)


def _ask_again(application: Application) -> None:
    if application.consent in (Consent.GIVEN, Consent.REFUSED):
        application.consent, application.consent_by, application.consent_at = Consent.ASKED, None, None
        application.consent_reason = ""
        application.save(update_fields=["consent", "consent_by", "consent_at", "consent_reason"])
