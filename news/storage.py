"""Where the pictures of manuscripts wait until they are saved: never under MEDIA_ROOT, readable by the site alone."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.utils.deconstruct import deconstructible


@deconstructible
class ImportStorage(FileSystemStorage):
    """Files below VAR_DIR/imports, in one folder for each import. They have no address."""

    def __init__(self):
        super().__init__(file_permissions_mode=0o600, directory_permissions_mode=0o700)

    # Read at every use instead of once, since tests and scripts put VAR_DIR elsewhere.
    @property
    def base_location(self):
        return Path(settings.VAR_DIR) / "imports"

    @property
    def location(self):
        return str(self.base_location.absolute())

    def url(self, name):
        raise ValueError("Files of an import have no address.")

    def folders_older_than(self, moment: datetime) -> list[str]:
        """Return the names of the folders that nothing was put into since `moment`."""
        if not self.exists(""):
            return []
        return [folder for folder in self.listdir("")[0] if self.get_modified_time(folder) < moment]

    def remove_folder(self, folder) -> None:
        """Delete a folder and the files in it; one that is not there is no fault."""
        if not self.exists(f"{folder}"):
            return
        for name in self.listdir(f"{folder}")[1]:
            self.delete(f"{folder}/{name}")
        self.delete(f"{folder}")
