"""Where files wait that are sealed one by one: a copy of the folder alone opens none of them."""

from datetime import datetime

from cryptography.fernet import InvalidToken
from django.core.files.base import ContentFile

from .private_storage import PrivateStorage
from .sealing import seal_bytes, unseal_bytes


class SealedStorage(PrivateStorage):
    """A subclass names its folder, and what its files are sealed for."""

    purpose: bytes

    def _save(self, name, content):
        content.seek(0)
        return super()._save(name, ContentFile(seal_bytes(content.read(), self.purpose)))

    def _open(self, name, mode="rb"):
        """Raises FileNotFoundError, also for what was sealed with another key."""
        with super()._open(name, "rb") as sealed:
            try:
                return ContentFile(unseal_bytes(sealed.read(), self.purpose), name=name)
            except InvalidToken as error:
                raise FileNotFoundError(name) from error

    def older_than(self, moment: datetime) -> list[str]:
        """Return the names of the files that were stored before `moment`."""
        if not self.exists(""):
            return []
        return [name for name in self.listdir("")[1] if self.get_modified_time(name) < moment]
