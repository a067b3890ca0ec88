"""How a message comes not to arrive. Each says why in a sentence that the administrator reads."""


class NotCarried(Exception):
    """Base of all. `why` is a sentence in the language of the reader."""

    def __init__(self, why):
        super().__init__(str(why))
        self.why = why


class Refused(NotCarried):
    """It will never arrive this way: the service does not know this person, or does not take this text."""


class NotNow(NotCarried):
    """It has certainly not arrived; the same may well arrive later."""


class Unanswered(NotCarried):
    """It was handed over, and nobody said what became of it: it may have arrived."""
