"""What may be done about one sign-up: its form, its verb, and what is said afterwards."""

from collections.abc import Callable
from dataclasses import dataclass

from django.forms import Form
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..actions.deciding import admit, put_first, refuse, take_off
from ..models import SignUp
from .actions import transfer
from .forms import AdmitForm, PutFirstForm, RefuseForm, TakeOffForm, TransferForm, other_dates_of

State = SignUp.State


@dataclass(frozen=True)
class Act:
    """`address` is the name of its address; `done` says what it did, of `name`."""

    key: str
    address: str
    heading: str | Promise
    button: str | Promise
    done: str | Promise
    form: type[Form]
    verb: Callable
    states: tuple[str, ...]


@dataclass(frozen=True)
class Offered:
    """An act with the form in which it is asked for."""

    act: Act
    form: Form

    @property
    def is_open(self) -> bool:
        """Whether its form was sent and refused: it is shown unfolded."""
        return self.form.is_bound


ACTS = {
    act.key: act
    for act in [
        Act(
            "admit",
            "admit_sign_up",
            _("Admit"),
            _("Admit"),
            _("%(name)s is admitted: there is a place, or they wait for one."),
            AdmitForm,
            admit,
            (State.REQUESTED,),
        ),
        Act(
            "refuse",
            "refuse_sign_up",
            _("Do not admit"),
            _("Do not admit"),
            _("%(name)s is not admitted, and has been told why."),
            RefuseForm,
            refuse,
            (State.REQUESTED,),
        ),
        Act(
            "put_first",
            "put_sign_up_first",
            _("Put first"),
            pgettext_lazy("on the waiting list", "Put first"),
            _("%(name)s comes first now."),
            PutFirstForm,
            put_first,
            (State.WAITING,),
        ),
        Act(
            "transfer",
            "transfer_sign_up",
            _("Move to another date"),
            _("Move and tell them"),
            _("%(name)s is moved, and has been told."),
            TransferForm,
            transfer,
            tuple(SignUp.LIVE_STATES),
        ),
        Act(
            "take_off",
            "take_sign_up_off",
            _("Take off the list"),
            _("Take off and tell them"),
            _("%(name)s is taken off, and has been told why."),
            TakeOffForm,
            take_off,
            # Whoever asks is on no list yet: they are not admitted.
            tuple(state for state in SignUp.LIVE_STATES if state != State.REQUESTED),
        ),
    ]
}


def forms_for(row: SignUp) -> dict[str, Offered]:
    """Return what may be done about a sign-up now, by key."""
    session = row.session
    if session.is_cancelled or session.is_over:
        return {}
    return {
        key: Offered(act, act.form(thing=row, auto_id=f"{key}_%s"))
        for key, act in ACTS.items()
        if row.state in act.states and (key != "transfer" or _can_go_elsewhere(row))
    }


def _can_go_elsewhere(row: SignUp) -> bool:
    return not row.session.has_begun and other_dates_of(row.session).exists()
