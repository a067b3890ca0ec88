from django.db import models
from django.utils.translation import gettext_lazy as _


class Visibility(models.TextChoices):
    """Who may fetch a stored file. It follows from what uses the file; nobody sets it by hand."""

    PRIVATE = "private", _("private: nothing live uses it")
    AUDIENCE = "audience", _("those of an audience")
    STAFF = "staff", _("signed-in staff")
    PUBLIC = "public", _("everyone")
