from django.conf import settings
from django.db import models


class Dependant(models.Model):
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="dependants")
    name = models.CharField(max_length=40)

    def __str__(self):
        return self.name
