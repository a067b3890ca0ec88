"""What this room keeps about people, for the registry."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.privacy.registry import Entry, Fact, facts_of, forgets, keeps
from people.privacy.subjects import register_subjects

from .models import ApprovalRecord, Deputyship
from .together.submitting import forget_expired

# What a look at an export is noted as.
EXPORT = "approval.record_export"
FOR_GOOD = _("For good: it proves who was responsible for what the public saw. Names in it can be erased on request.")


def _record(row: ApprovalRecord) -> Entry:
    return [
        Fact("number", _("number"), row.number),
        Fact("at", _("time"), row.at),
        Fact("act", _("act"), str(row.get_act_display())),
        Fact("title", _("title"), row.words.title),
        Fact("remark", _("remark"), row.words.remark),
    ]


def register() -> None:
    register_subjects(approval__record_export=_("export of the approval records"))
    keeps(
        key="approval.records",
        name=_("Approval records"),
        contents=_(
            "What you have submitted, proof-read, approved, sent back or taken down, with your name, your employee "
            "number, the time and your remark."
        ),
        purpose=_("Every publication has somebody who answers for it."),
        period=FOR_GOOD,
        seen_by=_("Whoever submitted it, the chair, the deputy chairs and the administrators."),
        models=(
            "approval.ApprovalRecord",
            "approval.RecordWords",
            "approval.Acknowledgement",
            "approval.Confirmation",
            "approval.JointSubmission",
            "approval.ProofReading",
            "approval.ReviewTask",
        ),
        rows=lambda member: ApprovalRecord.objects.filter(Q(actor=member) | Q(on_behalf_of=member)).select_related(
            "words"
        ),
        describe=_record,
    )
    keeps(
        key="approval.deputyships",
        name=_("Deputyships"),
        contents=_("For whom you decide, or who decides for you, on which days, and who named the deputy."),
        purpose=_("Approvals go on while somebody is away, and the record says for whom."),
        period=FOR_GOOD,
        seen_by=_("Both sides, the chair, the deputy chairs and the administrators."),
        models=("approval.Deputyship",),
        rows=lambda member: Deputyship.objects.filter(Q(principal=member) | Q(deputy=member)).select_related(
            "principal", "deputy"
        ),
        describe=lambda row: facts_of(row, "principal", "deputy", "first_date", "last_date", "ended_at"),
    )
    forgets("approval", forget_expired)
