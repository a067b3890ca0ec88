"""Why no text was taken out of a file. The names are those of `DocumentText.State`."""


class Unreadable(Exception):
    state = "broken"


class Broken(Unreadable):
    """It is damaged, or something else than its suffix says."""


class Encrypted(Unreadable):
    state = "encrypted"


class TooLarge(Unreadable):
    """It unpacks to more than anybody reads, or needs more memory than there is for it."""

    state = "too_large"


class TooLong(Unreadable):
    """The time was over before there was any text."""

    state = "too_long"


class Cut(Exception):
    """No more is taken out, though there would be more."""
