"""Why something about works and votes is refused; the view turns it into a sentence."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from people.errors import Refused, at


class WorkRefused(Refused):
    """An act on works and votes."""


class NotOpenYet(WorkRefused):
    def __init__(self, opens_at):
        super().__init__(_("Works are taken from %(moment)s.") % {"moment": at(opens_at)})


class CallClosed(WorkRefused):
    def __init__(self, closes_at):
        super().__init__(_("Works have not been taken any more since %(moment)s.") % {"moment": at(closes_at)})


class NotForYou(WorkRefused):
    """`sentence` says for whom it is."""

    sentence = gettext_lazy("This is for others.")


class NotAgreed(WorkRefused):
    sentence = gettext_lazy("Without your consent to its being shown, the work is not taken.")


class NoSuchKind(WorkRefused):
    sentence = gettext_lazy("Works of this kind are not taken.")


class LimitReached(WorkRefused):
    def __init__(self, limit: int):
        super().__init__(
            ngettext(
                "Each member hands in %(limit)d work at most. Withdraw one first.",
                "Each member hands in %(limit)d works at most. Withdraw one first.",
                limit,
            )
            % {"limit": limit}
        )


class SameTitle(WorkRefused):
    sentence = gettext_lazy("You have handed in a work of this title already.")


class NotYours(WorkRefused):
    sentence = gettext_lazy("This is somebody else's work.")


class WorkWithdrawn(WorkRefused):
    sentence = gettext_lazy("This work has been withdrawn.")


class WorkLookedAt(WorkRefused):
    """What waits for its approval is not put in another's place behind the approver's back."""

    sentence = gettext_lazy("The union office is looking at this work. You can withdraw it, but not replace it now.")


class WorkShown(WorkRefused):
    sentence = gettext_lazy("This work is approved and stays as it is. You can withdraw it.")


class VoteNotOpenYet(WorkRefused):
    def __init__(self, opens_at):
        super().__init__(_("The vote opens on %(moment)s.") % {"moment": at(opens_at)})


class VoteClosed(WorkRefused):
    def __init__(self, closes_at):
        super().__init__(
            _("The vote has been closed since %(moment)s. Your choice was not counted.") % {"moment": at(closes_at)}
        )


class AlreadyVoted(WorkRefused):
    sentence = gettext_lazy("You have voted in this round already, perhaps on another phone. That vote counts.")


class NothingChosen(WorkRefused):
    sentence = gettext_lazy("Choose at least one work.")


class TooManyChosen(WorkRefused):
    def __init__(self, chosen: int, choices: int):
        super().__init__(
            _("You have chosen %(chosen)d works, and at most %(choices)d count. Take some back.")
            % {"chosen": chosen, "choices": choices}
        )


class WorkGone(WorkRefused):
    sentence = gettext_lazy("A work that you chose is not put to the vote any more. Look at your choice again.")


class OwnWork(WorkRefused):
    sentence = gettext_lazy("In this round nobody chooses their own work.")


class NotCountedYet(WorkRefused):
    def __init__(self, closes_at):
        super().__init__(
            _("The votes are counted when the round has closed, on %(moment)s.") % {"moment": at(closes_at)}
        )
