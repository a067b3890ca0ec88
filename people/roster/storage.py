"""Where rosters lie until they are read for the last time: never under MEDIA_ROOT, readable by the site alone."""

from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.utils.deconstruct import deconstructible


@deconstructible
class RosterStorage(FileSystemStorage):
    """Files below VAR_DIR/rosters. They have no address."""

    def __init__(self):
        super().__init__(file_permissions_mode=0o600, directory_permissions_mode=0o700)

    # Read at every use instead of once, since tests and scripts put VAR_DIR elsewhere.
    @property
    def base_location(self):
        return Path(settings.VAR_DIR) / "rosters"

    @property
    def location(self):
        return str(self.base_location.absolute())

    def url(self, name):
        raise ValueError("Rosters have no address.")
