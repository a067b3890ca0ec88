"""Why something about a selection is refused, beside what `signups.errors` knows."""

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from ..errors import SignUpRefused, at


class NoWishes(SignUpRefused):
    sentence = _("Choose at least one date.")


class TooManyWishes(SignUpRefused):
    def __init__(self, most: int):
        said = ngettext("Choose at most %(most)d date.", "Choose at most %(most)d dates, in order of preference.", most)
        super().__init__(said % {"most": most})


class WishedTwice(SignUpRefused):
    sentence = _("One date is chosen twice.")


class NotOfThisSelection(SignUpRefused):
    sentence = _("This date is not to be chosen here any more. Look at the page again.")


class PointsAreFixed(SignUpRefused):
    """Applications have closed: what was applied for stands, and can only be withdrawn."""

    sentence = _("Applications are closed, and the points are computed. Nothing can be added any more.")


class AlreadyClosed(SignUpRefused):
    sentence = _("The points are computed already.")


class StillOpen(SignUpRefused):
    def __init__(self, closes_at):
        super().__init__(gettext("Applications are open until %(moment)s.") % {"moment": at(closes_at)})


class NotClosed(SignUpRefused):
    sentence = _("Applications are still open: the points are computed once they have closed.")


class NotTheirHead(SignUpRefused):
    sentence = _("The head of their department decides on this, and nobody for themselves.")


class ConsentIsOver(SignUpRefused):
    def __init__(self, until):
        super().__init__(gettext("Consent could be given until %(moment)s.") % {"moment": at(until)})


class ConsentStillRuns(SignUpRefused):
    def __init__(self, until):
        super().__init__(
            gettext("The departments can consent until %(moment)s; the list is made after that.")
            % {"moment": at(until)}
        )


class NobodyApplied(SignUpRefused):
    sentence = _("Nobody has applied.")


class NotRanked(SignUpRefused):
    sentence = _("There is no list yet. Make it first.")


class ListStands(SignUpRefused):
    """What is published for objection is not changed under the eyes of those who read it."""

    sentence = _("The list is published for objection: points and list cannot be changed while it stands.")


class ListInEffect(SignUpRefused):
    sentence = _("The list has taken effect and gives the places. It is not changed any more.")


class NothingToSay(SignUpRefused):
    sentence = _("Write what is wrong.")


class WasNotThere(SignUpRefused):
    sentence = _("Whoever was there rates it, once it is over.")


class RatedAlready(SignUpRefused):
    sentence = _("You have rated this already. Thank you.")


class NobodyOfThatNumber(SignUpRefused):
    def __init__(self, line: int, text: str):
        super().__init__(
            gettext("Line %(line)d: “%(text)s” is no employee number with a day or a year.")
            % {"line": line, "text": text}
        )
