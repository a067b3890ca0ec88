"""Signing up together with what was answered."""

from people.models import Member

from ..actions.signing_up import sign_up
from ..answers.forms import AnswersForm
from ..answers.keeping import keep
from ..locking import lock_session, patiently
from ..models import Session, SignUp
from .forms import SignUpForm


def sign_up_as_filled_in(member: Member, session: Session, form: SignUpForm, answers: AnswersForm) -> list[SignUp]:
    """Sign up as two valid forms say; returns what `sign_up` does.

    Raises:
        SignUpRefused: one of its kinds says why not.
    """
    wanted = {"attempt": form.cleaned_data["attempt"], "note": form.cleaned_data["note"], **form.company_chosen}
    if not answers.fields:
        return sign_up(member, session, **wanted)
    return _with_answers(member, session, answers, wanted)


@patiently
def _with_answers(member: Member, session: Session, answers: AnswersForm, wanted: dict) -> list[SignUp]:
    lock_session(session.pk)
    # Of what is sent twice the answers were kept the first time.
    was_there = SignUp.objects.filter(session=session, member=member, attempt=wanted["attempt"]).exists()
    made = sign_up(member, session, **wanted)
    if not was_there:
        keep(made, answers)
    return made
