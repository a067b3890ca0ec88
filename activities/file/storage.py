"""Where the files of activities lie, and what they are made of: without an address, read by this site alone."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.deconstruct import deconstructible

from people.private_storage import PrivateStorage


@deconstructible
class ActivityFileStorage(PrivateStorage):
    """Names are drawn by chance and say nothing: `photos/`, `documents/`, `made/`."""

    folder = "activity_files"

    def older_than(self, moment: datetime) -> Iterator[str]:
        """Yield the names of the files that were stored before `moment`."""
        if not self.exists(""):
            return
        for folder in self.listdir("")[0]:
            for name in self.listdir(folder)[1]:
                path = f"{folder}/{name}"
                if self.get_modified_time(path) < moment:
                    yield path
