from django.db import models


class NoticeQuerySet(models.QuerySet):
    def unread(self):
        return self.filter(read_at=None)

    def to_be_mailed(self):
        """Notices that mail has not carried yet, to people who can be reached by mail."""
        return self.filter(mailed_at=None, recipient__is_active=True).exclude(recipient__email="")
