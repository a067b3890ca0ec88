"""What the tests of selections do again and again."""

from collections.abc import Sequence

from people.models import Member
from signups.models import Application, Batch, Run, SignUp, Wish
from signups.selections.applying import apply
from signups.selections.closing import close
from signups.selections.placing import take_effect
from signups.selections.ranking import rank
from tests.factories.people import MemberFactory
from tests.factories.selections import SelectionFactory, close_window, joined


def run_of(**fields) -> Run:
    return Run.objects.select_related("selection").get(selection=SelectionFactory(**fields))


def batches_of(run: Run) -> list[Batch]:
    found = Batch.objects.filter(run=run).select_related("session__offering").order_by("session__starts_at", "pk")
    return list(found)


def applicant(years: int, **fields) -> Member:
    return MemberFactory(joined_hospital_on=joined(years), **fields)


def applied(run: Run, member: Member, wishes: Sequence[int] = (0,)) -> Application:
    """Let a member apply for dates by their places in the order of the selection."""
    batches = batches_of(run)
    return apply(member, run, [batches[number] for number in wishes])


def ranked(run: Run) -> Run:
    officer = MemberFactory(officer=True)
    close(close_window(run))
    rank(run, officer)
    return Run.objects.get(pk=run.pk)


def in_effect(run: Run) -> Run:
    return take_effect(ranked(run))


def holders(batch: Batch) -> set[int]:
    return set(SignUp.objects.granted().filter(session=batch.session).values_list("member", flat=True))


def selected(batch: Batch) -> set[int]:
    """Return whom the list selects for a date."""
    wishes = Wish.objects.filter(sign_up__session=batch.session, outcome=Wish.Outcome.SELECTED)
    return set(wishes.values_list("application__member", flat=True))


def substitutes(batch: Batch) -> list[int]:
    wishes = Wish.objects.filter(sign_up__session=batch.session, outcome=Wish.Outcome.SUBSTITUTE).order_by("place")
    return list(wishes.values_list("application__member", flat=True))
