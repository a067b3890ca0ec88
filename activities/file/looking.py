"""What somebody looks at who makes or takes the file of an activity, for the notes of `people.privacy`."""

from ..models import ActivityFile

MADE, TAKEN, PHOTOS, DOCUMENT = (
    "activities.file",
    "activities.file_taken",
    "activities.session_photos",
    "activities.session_document",
)
HANDOUTS = "activities.handouts"


def place_of(file: ActivityFile) -> int:
    """Return the id of the date that a file is of, or that of its offering."""
    return file.session_id or file.offering_id
