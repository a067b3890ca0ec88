"""What a selection answers of its offering (`signups/registry.py`)."""

from ..models import Selection
from ..registry import Thing, register_thing


def about(selection: Selection, reader) -> dict:
    """What the page of one of its dates says of it."""
    return {"kind": selection.get_kind_display(), "summary": selection.summary}


def register() -> None:
    register_thing("signups.selection", Thing(about=about))
