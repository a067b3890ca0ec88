from publications.questions import standing_of

from ..models import Selection


def stands(selection: Selection) -> bool:
    """Whether the list of a selection is published for objection now, or waits for an answer to one."""
    standing = standing_of(selection)
    return standing is not None and not standing.may_be_changed
