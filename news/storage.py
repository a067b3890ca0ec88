"""Where the pictures of manuscripts wait until they are saved."""

from datetime import datetime

from django.utils.deconstruct import deconstructible

from people.private_storage import PrivateStorage


@deconstructible
class ImportStorage(PrivateStorage):
    """One folder for each import."""

    folder = "imports"

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
