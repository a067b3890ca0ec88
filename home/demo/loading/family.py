"""The children of the staff, signed up by their parents the way the page does it."""

from uuid import uuid4

from people.models import Dependant, Member
from signups.answers.forms import AnswersForm
from signups.answers.questions import PICK_UP, Question
from signups.models import Session, SignUp
from signups.own.entering import sign_up_as_filled_in
from signups.own.forms import SignUpForm


def sign_up_child(parent: Member, session: Session, said: dict) -> list[SignUp]:
    """Enter a child on the list of its parent, and sign it up with what the parent answers."""
    child = Dependant.objects.create(
        member=parent,
        name=said["name"],
        relation=Dependant.Relation.CHILD,
        gender=said["gender"],
        birthday=said["birthday"],
    )
    form = SignUpForm(session, parent, {"attempt": uuid4(), "dependants": child.pk})
    answers = AnswersForm(session.offering, _typed(AnswersForm(session.offering).questions, said))
    if not (form.is_valid() and answers.is_valid()):
        raise ValueError(f"{said['name']}: {form.errors} {answers.errors}")
    return sign_up_as_filled_in(parent, session, form, answers)


def _typed(questions: list[Question], said: dict) -> dict:
    """Return what a browser would send; every consent is given."""
    data = {}
    for question in questions:
        if question.kind == PICK_UP:
            for number, person in enumerate(said[question.label], start=1):
                for part, text in zip(("name", "relation", "mobile"), person, strict=True):
                    data[f"{question.field_name}_{number}_{part}"] = text
        else:
            data[question.field_name] = "on" if question.is_consent else said.get(question.label, "")
    return data
