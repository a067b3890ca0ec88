"""What people are told about works and votes."""

from django.utils.translation import gettext_lazy as _

from notices.kinds import Kind, Wording

CALL_OPENS = Kind(
    "contests.call_opens",
    _("A call for works opens"),
    {"": Wording(_("Works are called for: %(title)s"), _("Hand in on your phone until %(until)s."))},
    optional=True,
)
VOTE_OPENS = Kind(
    "contests.vote_opens",
    _("A vote about works opens"),
    {"": Wording(_("Vote: %(title)s"), _("Choose up to %(count)d works until %(until)s. One member, one vote."))},
    optional=True,
)
RESULT = Kind(
    "contests.vote_result",
    _("The result of a vote about works"),
    {"": Wording(_("The votes are counted: %(title)s"), _("Your work was put to this vote. See the result."))},
)
SHOWN = Kind(
    "contests.work_shown",
    _("A work of yours is shown"),
    {"": Wording(_("Shown now: %(title)s"), _("Your work was approved; colleagues see it in “%(call)s”."))},
    personal=True,
)
KINDS = [CALL_OPENS, VOTE_OPENS, RESULT, SHOWN]
PLACES = {"until": _("until when"), "call": _("call for works")}
