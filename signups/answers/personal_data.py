"""What is kept of answers with sign-ups, for the registry."""

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from people.privacy.registry import Entry, Fact, facts_of, forgets, keeps, on_emptying
from people.privacy.subjects import register_subjects

from ..models import Answers, Attachment, Consent, SignUpSettings
from . import subjects
from .forgetting import empty, forget_expired
from .reading import lines_of

SEEN_BY = _("Yourself and whoever keeps the list of that date; of what is confidential its contact person alone.")


def _period() -> str:
    days = SignUpSettings.load().answers_kept_days
    return ngettext(
        "%(count)d day after the date, or after the sign-up has ended.",
        "%(count)d days after the date, or after the sign-up has ended.",
        days,
    ) % {"count": days}


period = lazy(_period, str)


def _answers(answers: Answers) -> Entry:
    lines = [line for line in lines_of(answers, masked=False) if line.text]
    return [
        Fact("session", _("for what"), str(answers.sign_up.session)),
        Fact("made_at", _("answered at"), answers.made_at),
        *(Fact(line.key, line.label, line.text) for line in lines),
    ]


def _consent(consent: Consent) -> Entry:
    return [Fact("session", _("for what"), str(consent.answers.sign_up.session))] + facts_of(
        consent, "title", "text", "agreed_at", "withdrawn_at"
    )


def _attachment(attachment: Attachment) -> Entry:
    return [Fact("session", _("for what"), str(attachment.answers.sign_up.session))] + facts_of(
        attachment, "name", "size", "uploaded_at"
    )


def register() -> None:
    register_subjects(
        **{
            subjects.ANSWERS.replace(".", "__"): _("answers with a sign-up"),
            subjects.SEALED.replace(".", "__"): _("numbers and people in answers with a sign-up"),
            subjects.ATTACHMENT.replace(".", "__"): _("files attached to a sign-up"),
            subjects.EXPORT.replace(".", "__"): _("export of answers with a sign-up"),
            subjects.PICK_UP.replace(".", "__"): _("list of who picks up children"),
        }
    )
    keeps(
        key="signups.answers",
        name=_("Answers with a sign-up"),
        contents=_(
            "What you answered when you signed up for something. Numbers of ID cards and telephones and who picks up a "
            "child are stored sealed, and shown in part until somebody who needs them asks for all of it."
        ),
        purpose=_("What that date needs: insurance, sizes, food, who may pick up a child."),
        period=period(),
        seen_by=SEEN_BY,
        models=("signups.Answers",),
        rows=lambda member: (
            Answers.objects.filter(sign_up__member=member)
            .select_related("sign_up__session__offering")
            .prefetch_related("attachments", "consents")
            .order_by("-made_at")
        ),
        describe=_answers,
    )
    keeps(
        key="signups.consents",
        name=_("What you agreed to with a sign-up"),
        contents=_("The words that you agreed to, such as a guardian's consent or a safety undertaking, and when."),
        purpose=_("To prove that you knew and agreed."),
        period=period(),
        seen_by=SEEN_BY,
        models=("signups.Consent",),
        rows=lambda member: (
            Consent.objects.filter(answers__sign_up__member=member)
            .select_related("answers__sign_up__session__offering")
            .order_by("-agreed_at")
        ),
        describe=_consent,
    )
    keeps(
        key="signups.attachments",
        name=_("Files attached to a sign-up"),
        contents=_("Files that you attached to a sign-up, stored sealed; pictures without place and camera."),
        purpose=_("What that date needs, such as a certificate."),
        period=period(),
        seen_by=SEEN_BY,
        models=("signups.Attachment",),
        rows=lambda member: (
            Attachment.objects.filter(answers__sign_up__member=member)
            .select_related("answers__sign_up__session__offering")
            .order_by("-uploaded_at")
        ),
        describe=_attachment,
    )
    forgets("signups.answers", forget_expired)
    on_emptying(empty)
