"""Where files wait that are sealed one by one: a copy of the folder alone opens none of them."""

from datetime import datetime, timedelta

from cryptography.fernet import InvalidToken
from django.core.files.base import ContentFile
from django.db.models import QuerySet
from django.utils import timezone

from .private_storage import PrivateStorage
from .sealing import seal_bytes, unseal_bytes

# A request that still stores a file is over long before.
STRAY_AFTER = timedelta(hours=1)


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

    def delete_strays(self, rows: QuerySet) -> int:
        """Delete the files that none of `rows` names as its `file`, and that no request can still be about to name:
        their process was killed between the file and its row. Returns how many.
        """
        old = self._older_than(timezone.now() - STRAY_AFTER)
        known = set(rows.filter(file__in=old).values_list("file", flat=True))
        strays = [name for name in old if name not in known]
        for name in strays:
            self.delete(name)
        return len(strays)

    def _older_than(self, moment: datetime) -> list[str]:
        if not self.exists(""):
            return []
        return [name for name in self.listdir("")[1] if self.get_modified_time(name) < moment]
