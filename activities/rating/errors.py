"""Why something about a star rating is refused; the view turns it into a sentence."""

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.errors import Refused


class RatingRefused(Refused):
    """An act on a star rating."""

    sentence = gettext_lazy("This cannot be done in the rating now.")


class NotAHundred(RatingRefused):
    def __init__(self, total: int):
        self.total = total
        super().__init__(
            _("The points of the criteria come to %(total)d. They have to come to 100 before the round begins.")
            % {"total": total}
        )


class CriteriaFixed(RatingRefused):
    sentence = gettext_lazy("The self-assessment has begun: the criteria and the steps of the stars are fixed.")


class StepsNotInOrder(RatingRefused):
    sentence = gettext_lazy("More stars need more points: put the steps of the stars in order.")


class UnknownFigure(RatingRefused):
    def __init__(self, title: str):
        super().__init__(
            _("“%(title)s” is counted from a figure that the system does not have. Choose another.") % {"title": title}
        )


class NoClubs(RatingRefused):
    sentence = gettext_lazy("There is no club on the site, so there is nothing to rate.")


class DatesPassed(RatingRefused):
    sentence = gettext_lazy("The day until which clubs assess themselves has passed. Choose a later one first.")


class WrongPhase(RatingRefused):
    sentence = gettext_lazy("The round has gone on in the meantime. Look at it again.")


class NotItsLeader(RatingRefused):
    sentence = gettext_lazy("Only the leaders whom the page of the club names assess it.")


class TooLate(RatingRefused):
    def __init__(self, last_day):
        self.last_day = last_day
        super().__init__(
            _(
                "Self-assessment ended on %(day)s. What you wrote is kept; the union office can open the form for your "
                "club again."
            )
            % {"day": date_format(last_day, "n/j")}
        )


class HandedInBefore(RatingRefused):
    sentence = gettext_lazy("The self-assessment has been handed in. Take it back first, as long as its days last.")


class NotAssessedWhole(RatingRefused):
    def __init__(self, titles: Iterable[str]):
        super().__init__(
            _("Give yourselves a mark for every criterion first. Missing: %(titles)s.") % {"titles": "、".join(titles)}
        )


class TooMuchEvidence(RatingRefused):
    def __init__(self, most: int):
        super().__init__(_("At most %(most)d pieces of evidence for one criterion.") % {"most": most})


class NotOnTheCommittee(RatingRefused):
    sentence = gettext_lazy("Only the union committee and the chairs give marks.")


class OwnClub(RatingRefused):
    sentence = gettext_lazy("You lead this club, so the others mark it.")


class FromAFigure(RatingRefused):
    sentence = gettext_lazy("This criterion is counted from a figure; nobody gives a mark for it.")


class AboveTheMaximum(RatingRefused):
    def __init__(self, criterion):
        super().__init__(
            _("“%(title)s” has %(points)d points; no mark is above that, or below 0.")
            % {"title": criterion.title, "points": criterion.points}
        )


class NotBeingMarked(RatingRefused):
    sentence = gettext_lazy("The committee is not marking now.")


class MarksStand(RatingRefused):
    """Marks changed during publication."""

    sentence = gettext_lazy(
        "The result is published for objection, so no mark changes. If one has to, the office withdraws the "
        "publication; once it is published again its days begin again."
    )


class NotAllMarked(RatingRefused):
    def __init__(self, names: Iterable[str]):
        super().__init__(_("Not marked in full yet: %(names)s.") % {"names": "、".join(names)})


class ReopenedTooLate(RatingRefused):
    sentence = gettext_lazy("Choose today or a later day, and not later than the committee's last one.")


class AwardedAlready(RatingRefused):
    sentence = gettext_lazy("The stars of this round are awarded. A round that is over is not opened again.")
