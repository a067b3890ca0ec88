"""Why an act on posts and terms is refused."""

from django.utils.translation import gettext_lazy as _

from ..errors import Refused


class NotItsPost(Refused):
    sentence = _("This body has no such post.")


class HasGone(Refused):
    sentence = _("Whoever has left or died takes no post.")


class OwnPost(Refused):
    sentence = _(
        "Nobody puts themselves in charge of a branch or a department, where who leads may approve; ask another "
        "administrator."
    )


class NotToday(Refused):
    sentence = _("A post begins and ends today or on a day before; what is still to come is entered on its day.")


class HoldsItAlready(Refused):
    sentence = _("This person holds the post already.")


class BeforePredecessor(Refused):
    sentence = _("Whoever leads now began after that day. End that post first, or choose a later day.")


class HeldSince(Refused):
    sentence = _("The record has somebody in this post after that day. Choose a later day.")


class EndedBefore(Refused):
    sentence = _("This post has ended already.")


class BeforeItBegan(Refused):
    sentence = _("A post cannot end before it began.")


class TermOverlaps(Refused):
    sentence = _("Another term of this body covers some of these days.")


class NumberTaken(Refused):
    sentence = _("This body has had a term of that number.")


class EndsBeforeItBegins(Refused):
    sentence = _("A term cannot end before it begins.")
