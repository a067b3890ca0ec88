"""Keeping what was answered with a sign-up, changing it, and letting go of it."""

from collections.abc import Sequence
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from people.models import Member

from ..errors import HasEnded, NotYours, SignUpRefused, WindowClosed
from ..models import Answers, Attachment, Consent, SignUp
from ..rules import check_takes_place
from .files import CheckedFile
from .forms import AnswersForm
from .questions import Question
from .storage import AnswersStorage


class AnswerMissing(SignUpRefused):
    """A child comes along, and what has to be answered for a child was not."""

    def __init__(self, question: Question):
        super().__init__(_("A child comes along: answer “%(label)s” as well.") % {"label": question.label})


@transaction.atomic
def keep(sign_ups: Sequence[SignUp], form: AnswersForm, by: Member | None = None) -> Answers | None:
    """Keep the answers of a valid form with the sign-ups of one attempt, in the transaction that made them.

    Kept a second time they replace the first; files go with the transaction, if it is rolled back. Returns None where
    nothing is asked.

    Raises:
        AnswerMissing: a dependant is among them, and what is asked of those who bring one was left out.
    """
    if not form.questions or not sign_ups:
        return None
    if any(each.dependant_id for each in sign_ups):
        for question in form.questions:
            if question.is_about_a_child and question.required and not form.is_answered(question):
                raise AnswerMissing(question)
    first = SignUp.objects.select_for_update(no_key=True).get(pk=min(each.pk for each in sign_ups))
    answers, _made = Answers.objects.get_or_create(sign_up=first)
    # What is asked no more is let go of: nobody needs it.
    answers.asked = [question.asked for question in form.questions]
    answers.hold(form.said)
    answers.changed_at = timezone.now()
    answers.save()
    _keep_consents(answers, form, by or first.member)
    _keep_files(answers, form)
    return answers


def carry(party: Sequence[SignUp], to: SignUp) -> None:
    """Let what was answered with a party go with it to another date, where `to` is the first of its sign-ups; of
    several answers the latest. Under the lock. What cannot be opened stays: it is sealed together with its sign-up.
    """
    answers = Answers.objects.filter(sign_up__in=party).order_by("-changed_at").first()
    if answers is None or answers.cannot_be_opened:
        return
    values = answers.values
    answers.sign_up = to
    answers.hold(values)
    answers.save(update_fields=["sign_up", "plain", "sealed"])


def _keep_consents(answers: Answers, form: AnswersForm, by: Member) -> None:
    agreed = {question.key: question for question in form.agreed}
    asked = [question.key for question in form.questions if question.is_consent]
    for given in answers.consents.filter(withdrawn_at=None, key__in=asked):
        question = agreed.get(given.key)
        if question and question.more["text"] == given.text:
            del agreed[given.key]
        else:
            Consent.objects.filter(pk=given.pk).update(withdrawn_at=timezone.now())
    for question in agreed.values():
        text = question.more["text"]
        answers.consents.create(key=question.key, title=question.label, text=text, agreed_by=by)


def _keep_files(answers: Answers, form: AnswersForm) -> None:
    asked = {question.key for question in form.questions}
    for kept in answers.attachments.all():
        if kept.key in form.attached or kept.key in form.taken_back or kept.key not in asked:
            delete_attachment(kept)
    for key, file in form.attached.items():
        attach(answers, key, file)


def attach(answers: Answers, key: str, file: CheckedFile) -> Attachment:
    """Store a file; it is deleted again unless the transaction is committed."""
    row = Attachment(answers=answers, key=key, name=file.name, size=len(file.content))
    row.file.save(uuid4().hex, file.as_file(), save=False)
    transaction.on_commit(_Uncommitted(row.file.name))
    row.save()
    return row


class _Uncommitted:
    """A file whose transaction is not over. Whatever waits for a commit is forgotten by a rollback, this too: then the
    file goes. One whose process was killed is found by `forgetting.sweep`.
    """

    def __init__(self, name: str):
        self.name, self.is_committed = name, False

    def __call__(self) -> None:
        self.is_committed = True

    def __del__(self) -> None:
        if not self.is_committed:
            AnswersStorage().delete(self.name)


def delete_attachment(row: Attachment) -> None:
    """Delete the row now, the file once that is committed."""
    name = row.file.name
    row.delete()
    transaction.on_commit(lambda: AnswersStorage().delete(name))


@transaction.atomic
def delete_answers(answers: Answers) -> None:
    """Delete answers with their consents and files."""
    for row in answers.attachments.all():
        delete_attachment(row)
    answers.delete()


@transaction.atomic
def change(sign_up: SignUp, by: Member, form: AnswersForm) -> Answers | None:
    """Change one's own answers, or give those that are still missing.

    Raises:
        NotYours, HasEnded, SessionCancelled, SessionOver, WindowClosed, AnswerMissing
    """
    check_may_change(sign_up, by)
    return keep(attempt_of(sign_up), form, by)


def check_may_change(sign_up: SignUp, by: Member) -> None:
    """Answers change until sign-up closes; whoever has given none, signed up by others, until the date begins.

    Raises:
        NotYours, HasEnded, SessionCancelled, SessionOver, WindowClosed
    """
    session = sign_up.session
    if sign_up.member_id != by.pk:
        raise NotYours
    if not sign_up.is_live:
        raise HasEnded
    check_takes_place(session)
    has_answered = Answers.objects.filter(sign_up__in=[each.pk for each in attempt_of(sign_up)]).exists()
    if session.is_closed and has_answered:
        raise WindowClosed(session.closes_at)


def is_to_answer(sign_up: SignUp) -> bool:
    """Whether something is asked with a sign-up that was made without the form, and nothing is answered yet."""
    asked = sign_up.session.offering.questions
    return bool(asked) and not Answers.objects.filter(sign_up__in=attempt_of(sign_up)).exists()


def attempt_of(sign_up: SignUp) -> list[SignUp]:
    """Return all sign-ups of the same party, whatever became of them, the first before the others."""
    if sign_up.party is None:
        return [sign_up]
    return list(SignUp.objects.filter(party=sign_up.party).select_related("member", "dependant").order_by("pk"))


def attempts_of(session, member: Member) -> list[list[SignUp]]:
    """Return the live sign-ups of a member on one date, those of one party together."""
    live = SignUp.objects.live().filter(session=session, member=member).select_related("member", "dependant")
    found: dict[object, list[SignUp]] = {}
    for each in live.order_by("pk"):
        each.session = session
        found.setdefault(each.party or each.pk, []).append(each)
    return list(found.values())
