"""Why something about places is refused; the view turns it into a sentence."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.errors import Refused, at


class SignUpRefused(Refused):
    """An act on places."""


class Busy(SignUpRefused):
    sentence = gettext_lazy("Very many people are signing up at this moment. Please try again.")


class NotOffered(SignUpRefused):
    sentence = gettext_lazy("Nobody can sign up for this.")


class SessionCancelled(SignUpRefused):
    sentence = gettext_lazy("This date has been cancelled.")


class SessionOver(SignUpRefused):
    sentence = gettext_lazy("This has begun already.")


class AppliedForElsewhere(SignUpRefused):
    sentence = gettext_lazy("These places are given by a list. Apply on the page of the selection.")


class NotOpenYet(SignUpRefused):
    def __init__(self, opens_at):
        self.opens_at = opens_at
        super().__init__(_("Sign-up opens on %(moment)s.") % {"moment": at(opens_at)})


class WindowClosed(SignUpRefused):
    def __init__(self, closes_at):
        super().__init__(_("Sign-up has been closed since %(moment)s.") % {"moment": at(closes_at)})


class NextBatch(SignUpRefused):
    """Whoever comes at the second hour is not to find the places gone to those who came at the first."""

    def __init__(self, opens_at):
        super().__init__(_("These places are gone. More of them open on %(moment)s.") % {"moment": at(opens_at)})


class NotForYou(SignUpRefused):
    sentence = gettext_lazy("This is offered to others.")


class AlreadySignedUp(SignUpRefused):
    def __init__(self, name: str):
        super().__init__(_("%(name)s is signed up already.") % {"name": name})


class Clash(SignUpRefused):
    def __init__(self, other):
        # Whoever signs others up reads it too, and is not to learn of what is confidential.
        title = _("a confidential appointment") if other.offering.is_confidential else other.offering.title
        super().__init__(
            _("At that hour there is a place in “%(title)s” already, on %(moment)s. Give that one back first.")
            % {"title": title, "moment": at(other.starts_at)}
        )


class LimitReached(SignUpRefused):
    def __init__(self, limit: int):
        super().__init__(_("Everybody holds at most %(limit)d places of this. Give one back first.") % {"limit": limit})


class OneOfEachDrive(SignUpRefused):
    def __init__(self, drive):
        super().__init__(_("Everybody gets one place of “%(drive)s”, and has one already.") % {"drive": drive})


class Suspended(SignUpRefused):
    def __init__(self, until):
        super().__init__(
            _("You have missed too many sign-ups lately. You can sign up again from %(date)s.")
            % {"date": date_format(until, "Y-m-d")}
        )


class NotForThem(SignUpRefused):
    """To whoever signs up somebody else, or gives them a place: why it is not possible is nobody's business."""

    sentence = gettext_lazy("At present they cannot have a place here. They read why on the page of the date.")


class WrongCompany(SignUpRefused):
    sentence = gettext_lazy("Say who comes.")


class PartyTooLarge(SignUpRefused):
    def __init__(self, places: int):
        super().__init__(_("There are %(places)d places altogether, fewer than people come.") % {"places": places})


class NotYours(SignUpRefused):
    sentence = gettext_lazy("This is somebody else's.")


class HasEnded(SignUpRefused):
    sentence = gettext_lazy("This sign-up has ended already.")


class NotOffering(SignUpRefused):
    sentence = gettext_lazy("There is nothing to confirm.")


class TooLateToConfirm(SignUpRefused):
    sentence = gettext_lazy("The time to confirm this place is over; it has gone to the next.")


class LateCancel(SignUpRefused):
    """It would count; whoever cancels has to say that they know."""

    sentence = gettext_lazy("It is late: cancelling now counts as a missed sign-up.")


class BelowHolders(SignUpRefused):
    def __init__(self, taken: int):
        super().__init__(
            _("%(taken)d people hold a place already. Fewer places than that are not possible.") % {"taken": taken}
        )


class PoolsTooLarge(SignUpRefused):
    sentence = gettext_lazy("More places would be kept for groups than there are.")


class InThePast(SignUpRefused):
    sentence = gettext_lazy("That hour is over already.")


class VenueTaken(SignUpRefused):
    sentence = gettext_lazy("Something else takes place in this venue at that hour.")


class NotBookable(SignUpRefused):
    sentence = gettext_lazy("There is no slot at that hour.")


class ReasonNeeded(SignUpRefused):
    sentence = gettext_lazy("Write a reason; it is kept with the act.")


class NotAtWork(SignUpRefused):
    """There is nothing of that kind to do with this sign-up."""

    sentence = gettext_lazy("That is not possible with this sign-up.")


class NotExpected(SignUpRefused):
    """Only who holds a place can be noted as present or absent."""

    sentence = gettext_lazy("There is no place here any more that could be ticked.")


class NotedAsPresent(SignUpRefused):
    """Who came keeps the place: without it nobody would know that they did."""

    sentence = gettext_lazy("Noted as present: the place stays unless the organiser takes that mark back first.")


class TooEarlyToMark(SignUpRefused):
    def __init__(self, opens_at):
        super().__init__(_("Attendance is taken from %(moment)s.") % {"moment": at(opens_at)})


class NotBegunYet(SignUpRefused):
    sentence = gettext_lazy("It has not begun yet: whoever is missing may still come.")


class CodeUnknown(SignUpRefused):
    sentence = gettext_lazy("This code is not valid any more. Ask for a new one on the page of the date.")


class CodeUsed(SignUpRefused):
    def __init__(self, used_at):
        super().__init__(_("This code was used on %(moment)s already.") % {"moment": at(used_at)})


class DoorCodeStale(SignUpRefused):
    sentence = gettext_lazy("This code has changed. Scan the one that the screen shows now.")


class DoorShut(SignUpRefused):
    def __init__(self, opens_at, shuts_at):
        words = {"opens": at(opens_at), "shuts": at(shuts_at)}
        super().__init__(_("The code at the door is for check-in between %(opens)s and %(shuts)s.") % words)


class NoPlaceHere(SignUpRefused):
    sentence = gettext_lazy("You have no place here.")


class NoRoom(SignUpRefused):
    sentence = gettext_lazy("There is no room left: every place is somebody's.")


class AlreadyWaived(SignUpRefused):
    sentence = gettext_lazy("This missed sign-up does not count any more.")


class NotClosedYet(SignUpRefused):
    def __init__(self, closes_at):
        super().__init__(
            _("Sign-up is open until %(moment)s; the draw takes place after that.") % {"moment": at(closes_at)}
        )


class NoDraw(SignUpRefused):
    sentence = gettext_lazy("The places of this date are not drawn.")


class AlreadyDrawn(SignUpRefused):
    sentence = gettext_lazy("This has been drawn already. A draw is never done again.")


class PoolsExceed(SignUpRefused):
    """More would be promised to groups than is left beside what others hold."""

    def __init__(self, wanted: int, left: int):
        super().__init__(
            _("%(wanted)d places would be kept for groups, and only %(left)d are left for that.")
            % {"wanted": wanted, "left": left}
        )


class NotOfYourGroup(SignUpRefused):
    sentence = gettext_lazy("Nobody of your group is called so.")


class NotOfYourWard(SignUpRefused):
    sentence = gettext_lazy("Nobody else of your ward or department is called so.")


class SeveralCalledSo(SignUpRefused):
    sentence = gettext_lazy("Several people are called so. Write the employee number.")


class NoPlacesForGroup(SignUpRefused):
    sentence = gettext_lazy("There are no places for this group on this date.")


class QuotaUsed(SignUpRefused):
    def __init__(self, places: int):
        super().__init__(
            _("Your group has %(places)d places on this date, and as many people are named already.")
            % {"places": places}
        )


class NotForLeaders(SignUpRefused):
    sentence = gettext_lazy("For this everybody signs up for themselves.")


class NoSwap(SignUpRefused):
    """`sentence` says why this place is not exchanged."""

    sentence = gettext_lazy("This place cannot be exchanged.")


class OfferGone(SignUpRefused):
    sentence = gettext_lazy("This offer is gone.")


class KeptForGroup(SignUpRefused):
    def __init__(self, group):
        super().__init__(_("This place is kept for “%(group)s”.") % {"group": group})


class WardIsFull(SignUpRefused):
    def __init__(self, limit: int):
        super().__init__(_("At most %(limit)d people of one ward or department come on this date.") % {"limit": limit})


class DriveIsFixed(SignUpRefused):
    def __init__(self, title: str):
        super().__init__(_("“%(title)s” stays where it is: somebody has signed up for it already.") % {"title": title})
