from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What a selection is of; turns of one kind count for the next selection of that kind."""

    RETREAT = "retreat", _("retreat")
    COURSE = "course", _("course")
    CHILD_CARE = "child_care", _("child care")
    OTHER = "other", _("another selection")


class Source(models.TextChoices):
    """Where what a criterion counts comes from."""

    FACT = "fact", _("what is on record here")
    ANSWER = "answer", _("an answer with the application")
    AUDIENCE = "audience", _("belonging to an audience")
    OFFICE = "office", _("the office enters it")
