"""Where files wait that only the site reads: never under MEDIA_ROOT, without an address."""

from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage


class PrivateStorage(FileSystemStorage):
    """Files in a folder below VAR_DIR, which a subclass names."""

    folder: str

    def __init__(self):
        super().__init__(file_permissions_mode=0o600, directory_permissions_mode=0o700)

    # Read at every use instead of once, since tests and scripts put VAR_DIR elsewhere.
    @property
    def base_location(self):
        return Path(settings.VAR_DIR) / self.folder

    @property
    def location(self):
        return str(self.base_location.absolute())

    def url(self, name):
        raise ValueError(f"Files below {self.folder} have no address.")
