"""Why the demo is not loaded."""


class AlreadyLoaded(Exception):
    """The demo hospital is there; there is nothing to do."""


class DemoRefused(Exception):
    """Loading would mix invented people into something real; the message says what stands in the way."""
