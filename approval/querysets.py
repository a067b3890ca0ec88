from django.db import models


class ApprovalRecordQuerySet(models.QuerySet):
    def of_course(self, submission: int):
        """What happened to one submission, its resubmissions and its publication, oldest first."""
        return self.filter(submission=submission).order_by("number")

    def of_thing(self, kind: str, thing_id: str):
        """What ever happened to one thing, oldest first."""
        return self.filter(kind=kind, thing_id=thing_id).order_by("number")
