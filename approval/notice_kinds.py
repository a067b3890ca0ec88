"""What approval tells people, in one list: `notices` has the list that the administrator reads."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from notices.kinds import Kind, Wording

# Somebody waits for whoever reads these, so they do not wait for the digest of the day.
ASKED = [
    Kind(
        "approval.waiting",
        _("waiting for approval"),
        {
            "": Wording(_("Waiting for your approval: %(title)s"), _("%(author)s has submitted “%(title)s”.")),
            "together": Wording(
                _("Waiting for your approval: %(title)s"),
                ngettext_lazy(
                    "%(author)s has submitted %(count)d item: “%(title)s”.",
                    "%(author)s has submitted %(count)d items together: “%(title)s”.",
                    "count",
                ),
            ),
        },
        digestible=False,
    ),
    Kind(
        "approval.nobody",
        _("nobody may decide"),
        {
            "": Wording(
                _("Nobody may decide on it: %(title)s"),
                _("Everybody who approves at the stage “%(stage)s” worked on it. Name a deputy, or change the stage."),
            )
        },
        digestible=False,
    ),
    Kind(
        "approval.reminder",
        _("reminder"),
        {"": Wording(_("Still waiting for you: %(title)s"), _("%(author)s submitted “%(title)s” on %(date)s."))},
        digestible=False,
    ),
    Kind(
        "approval.escalated",
        _("waited too long"),
        {"": Wording(_("Nobody has decided on it yet: %(title)s"), _("%(author)s submitted “%(title)s” on %(date)s."))},
        digestible=False,
    ),
    Kind(
        "approval.deputy",
        _("deputyship"),
        {
            "": Wording(
                _("You stand in for %(name)s"),
                _("From %(first)s to %(last)s you decide on what waits for approval."),
            ),
            "ended": Wording(
                _("Deputyship ended: %(deputy)s for %(principal)s"),
                _("%(by)s has ended the deputyship of %(deputy)s for %(principal)s, which lasted until %(last)s."),
            ),
            "over": Wording(
                _("Deputyship ended: %(deputy)s for %(principal)s"),
                _("The deputyship of %(deputy)s for %(principal)s lasted until %(last)s and is over."),
            ),
        },
        digestible=False,
    ),
]

OF_DECISIONS = [
    Kind(
        "approval.sent_back",
        _("sent back"),
        {
            "": Wording(_("Sent back: %(title)s"), _("%(reviewer)s asks for changes: %(remark)s")),
            "together": Wording(_("Sent back: %(title)s"), "%(outcome)s"),
        },
    ),
    Kind(
        "approval.approved",
        _("approved"),
        {
            "": Wording(_("Approved: %(title)s"), _("%(reviewer)s has approved it. %(remark)s")),
            "at its hour": Wording(
                _("Approved: %(title)s"),
                _("%(reviewer)s has approved it. It goes public at %(hour)s. %(remark)s"),
            ),
            "together": Wording(_("Approved: %(title)s"), "%(outcome)s"),
        },
    ),
    Kind(
        "approval.withdrawn",
        _("withdrawn"),
        {
            "": Wording(
                _("Withdrawn: %(title)s"), _("%(name)s has taken it back. There is nothing to decide on for now.")
            ),
            "together": Wording(
                _("Withdrawn: %(title)s"),
                _("%(name)s has taken back what nobody had decided yet. Nothing waits for you there any more."),
            ),
            "submitter": Wording(
                _("Withdrawn: %(title)s"),
                _("%(name)s has taken back what you submitted. It stays a draft and can be submitted again."),
            ),
        },
    ),
    Kind(
        "approval.deleted",
        _("deleted"),
        {
            "": Wording(_("Deleted: %(title)s"), _("%(name)s has deleted it. There is nothing to decide on any more.")),
            "together": Wording(
                _("Deleted: %(title)s"),
                _("%(name)s has deleted what nobody had decided yet. Nothing waits for you there any more."),
            ),
        },
    ),
    Kind(
        "approval.taken_down",
        _("taken down"),
        {"": Wording(_("Taken down: %(title)s"), _("%(by)s has taken it off the site: %(remark)s"))},
        digestible=False,
    ),
    Kind(
        "approval.together",
        _("submitted together"),
        {
            "": Wording(
                _("Not submitted yet: %(title)s"),
                _("Something has to be mended first. Nothing is lost; the page says what, item by item."),
            )
        },
    ),
]

OF_HOURS = [
    Kind(
        "approval.published",
        _("public at its hour"),
        {"": Wording(_("Public now: %(title)s"), _("It has gone public at its hour, %(hour)s."))},
    ),
    Kind(
        "approval.unscheduled",
        _("hour cancelled"),
        {
            "": Wording(
                _("Hour cancelled: %(title)s"),
                _("%(by)s has cancelled its hour, %(hour)s: %(remark)s It stays a draft and can be submitted again."),
            ),
            "lost": Wording(
                _("Hour cancelled: %(title)s"),
                _("It stays a draft and does not go public at its hour, %(hour)s. %(why)s"),
            ),
            "taken": Wording(
                _("Hour cancelled: %(title)s"),
                _("It stays a draft and does not go public at its hour, %(hour)s. %(by)s: %(why)s"),
            ),
        },
    ),
    Kind(
        "approval.expired",
        _("expired"),
        {"": Wording(_("Expired: %(title)s"), _("It is public no longer since %(hour)s."))},
    ),
    Kind(
        "approval.hour_missed",
        _("hour missed"),
        {
            name: Wording(
                subject,
                _("It was due at %(hour)s. %(reason)s It is tried again by itself, and its hour is kept."),
            )
            for name, subject in [
                ("publish", _("Not public at its hour: %(title)s")),
                ("expire", _("Not expired at its hour: %(title)s")),
            ]
        },
        digestible=False,
    ),
    Kind(
        "approval.review_due",
        _("to be read again"),
        {
            name: Wording(
                subject,
                _("Its review-by date is %(date)s. If it still holds, confirm it; if not, change it and submit it."),
            )
            for name, subject in [
                ("due", _("Please read again today: %(title)s")),
                ("soon", _("Please read again soon: %(title)s")),
            ]
        },
    ),
]

KINDS = [*ASKED, *OF_DECISIONS, *OF_HOURS]
PLACES = {
    "deputy": _("the deputy"),
    "first": _("first day"),
    "hour": _("hour"),
    "last": _("last day"),
    "outcome": _("what was decided, item by item"),
    "principal": _("the absent approver"),
    "reviewer": _("the approver"),
    "stage": _("stage"),
    "why": _("reason"),
}
