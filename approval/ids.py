"""Ids as they come from forms and texts."""

# What is longer is no id of ours, and the database could not compare it.
LONGEST = 18


def id_in(text: str) -> int | None:
    """Return the id that a text is, None for whatever else it is."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST else None
