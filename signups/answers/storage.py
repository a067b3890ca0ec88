"""Where files lie that were attached to a sign-up: apart from the site's documents, sealed, without an address."""

from datetime import datetime

from cryptography.fernet import InvalidToken
from django.core.files.base import ContentFile
from django.utils.deconstruct import deconstructible

from people.private_storage import PrivateStorage
from people.sealing import seal_bytes, unseal_bytes

PURPOSE = b"signups.answers"


@deconstructible
class AnswersStorage(PrivateStorage):
    """A copy of the folder alone opens no file. Names are drawn by chance and say nothing."""

    folder = "answers"

    def _save(self, name, content):
        content.seek(0)
        return super()._save(name, ContentFile(seal_bytes(content.read(), PURPOSE)))

    def _open(self, name, mode="rb"):
        """Raises FileNotFoundError, also for what was sealed with another key."""
        with super()._open(name, "rb") as sealed:
            try:
                return ContentFile(unseal_bytes(sealed.read(), PURPOSE), name=name)
            except InvalidToken as error:
                raise FileNotFoundError(name) from error

    def older_than(self, moment: datetime) -> list[str]:
        """Return the names of the files that were stored before `moment`."""
        if not self.exists(""):
            return []
        return [name for name in self.listdir("")[1] if self.get_modified_time(name) < moment]
