"""Why something about a contest is refused; the view turns it into a sentence. Those about places are of `signups/`."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from signups.errors import ReasonNeeded, SignUpRefused, at

__all__ = ["ReasonNeeded"]


class ContestRefused(SignUpRefused):
    """`sentence` is for the screen."""


class NoPart(ContestRefused):
    """Whoever belongs to no branch, group or department has no team to enter."""

    def __init__(self, contest):
        super().__init__(
            _("Teams are entered by %(parts)s, and you belong to none. Ask the union office.")
            % {"parts": contest.get_entered_by_display()}
        )


class PartHasTeam(ContestRefused):
    def __init__(self, team):
        super().__init__(
            _("%(part)s has a team already: “%(team)s”, captain %(captain)s. Ask to be put on its roster.")
            % {"part": team.part, "team": team.name, "captain": team.captain.name}
        )


class NameTaken(ContestRefused):
    sentence = gettext_lazy("Another team of this contest is called so.")


class NotYourTeam(ContestRefused):
    sentence = gettext_lazy("This is another captain's team.")


class TeamWithdrawn(ContestRefused):
    sentence = gettext_lazy("This team has withdrawn.")


class NotOfThePart(ContestRefused):
    """A roster names people of its own part of the house."""

    def __init__(self, member, team):
        super().__init__(
            _("%(name)s does not belong to %(part)s. In this contest a team names its own people only.")
            % {"name": member.name, "part": team.part}
        )


class NotHere(ContestRefused):
    def __init__(self, member):
        super().__init__(_("%(name)s no longer works here.") % {"name": member.name})


class PlaysElsewhere(ContestRefused):
    def __init__(self, member, team):
        super().__init__(
            _("%(name)s plays for “%(team)s” in this contest already.") % {"name": member.name, "team": team.name}
        )


class IsOnRoster(ContestRefused):
    def __init__(self, member):
        super().__init__(_("%(name)s is on the roster already.") % {"name": member.name})


class HasDeclined(ContestRefused):
    def __init__(self, member):
        super().__init__(_("%(name)s has declined, and is not asked again.") % {"name": member.name})


class RosterFull(ContestRefused):
    def __init__(self, most: int, *, substitutes: bool):
        words = (
            _("A team has at most %(most)d substitutes.") if substitutes else _("A team has at most %(most)d players.")
        )
        super().__init__(words % {"most": most})


class RosterClosed(ContestRefused):
    def __init__(self, contest):
        super().__init__(
            _("Rosters have been closed since %(moment)s. The organiser changes them from then on, with a reason.")
            % {"moment": at(contest.rosters_close_at)}
        )


class NotOnRoster(ContestRefused):
    sentence = gettext_lazy("This person is not on the roster any more.")


class TooFewTeams(ContestRefused):
    sentence = gettext_lazy("It takes at least two teams with a place.")


class NotDrawn(ContestRefused):
    sentence = gettext_lazy("In this contest fixtures are entered one by one.")


class FixturesPlayed(ContestRefused):
    sentence = gettext_lazy("There are results already: the fixtures cannot be made anew.")


class NotInContest(ContestRefused):
    sentence = gettext_lazy("Both teams have to be in this contest, and to be two.")


class FixtureOff(ContestRefused):
    """A result for what is not played."""

    sentence = gettext_lazy("This fixture is cancelled: there is no result to enter. Give it another date first.")


class NotReady(ContestRefused):
    sentence = gettext_lazy("It is not known yet who plays here.")


class NotPlayedYet(ContestRefused):
    def __init__(self, moment):
        super().__init__(
            _("This match is to be played on %(moment)s. If it was played earlier, change its date first.")
            % {"moment": at(moment)}
        )


class NotBegun(ContestRefused):
    def __init__(self, contest):
        super().__init__(
            _("This contest begins on %(day)s: there are no results before.")
            % {"day": date_format(contest.starts_on, "Y-m-d")}
        )


class FixtureIsPlayed(ContestRefused):
    sentence = gettext_lazy("This fixture has its result already.")


class ResultThere(ContestRefused):
    def __init__(self, result):
        super().__init__(
            _("A result is there already: %(result)s. Correct it, with a reason.") % {"result": result.in_words}
        )


class ResultWaits(ContestRefused):
    def __init__(self, result):
        super().__init__(
            _("%(result)s has been entered already, and waits to be confirmed or disputed.")
            % {"result": result.in_words}
        )


class NothingToConfirm(ContestRefused):
    sentence = gettext_lazy("There is nothing to confirm here any more.")


class NotForOneself(ContestRefused):
    sentence = gettext_lazy("The captain of the other team confirms it.")


class NoDraws(ContestRefused):
    sentence = gettext_lazy("There are no draws in this contest: one of the two has to win.")


class NothingChanged(ContestRefused):
    sentence = gettext_lazy("That is what stands there already.")


class NextIsPlayed(ContestRefused):
    sentence = gettext_lazy("The winner has played the next match already: correct that one first.")


class WalkoverInstead(ContestRefused):
    sentence = gettext_lazy("In a knock-out somebody has to go on: enter who did not turn up instead.")


class TeamBusy(ContestRefused):
    def __init__(self, team, fixture):
        super().__init__(
            _("“%(team)s” plays another match at that hour: %(fixture)s.") % {"team": team, "fixture": fixture}
        )


class NotOver(ContestRefused):
    sentence = gettext_lazy("Not every result is there yet.")


class AlreadyAwarded(ContestRefused):
    sentence = gettext_lazy("The honours of this contest have been drafted already.")
