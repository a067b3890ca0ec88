"""What the page of a list shows of it."""


def as_a_preview(publication) -> dict:
    """Return what the page shows of a draft, of which no days have begun."""
    return {"publication": publication, "lines": publication.lines_in_order}
