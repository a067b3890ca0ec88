"""What whoever keeps a date collects for its file: photographs, documents, choices."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..file.storage import ActivityFileStorage


class SessionPhoto(models.Model):
    """A photograph of a date, for its file and nothing else. `file` is without what the camera wrote into it."""

    session = models.ForeignKey("signups.Session", models.PROTECT, related_name="photos", verbose_name=_("session"))
    file = models.FileField(_("file"), storage=ActivityFileStorage(), max_length=80)
    small = models.FileField(_("small copy"), storage=ActivityFileStorage(), max_length=80)
    suffix = models.CharField(max_length=4, editable=False)
    size = models.PositiveIntegerField(_("size"), help_text=_("In bytes."))
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    # Of what is kept: a phone that sends a picture twice adds it once.
    digest = models.CharField(max_length=64, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="session_photos", verbose_name=_("uploaded by")
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["pk"]
        verbose_name = _("photograph of a date")
        verbose_name_plural = _("photographs of dates")
        constraints = [
            models.UniqueConstraint(fields=["session", "digest"], name="activities_sessionphoto_once"),
        ]

    def __str__(self):
        return f"{self.session} · {self.pk}"


class SessionDocument(models.Model):
    """A document that belongs into one part of the file of a date, such as the plan or the signed roll."""

    session = models.ForeignKey("signups.Session", models.PROTECT, related_name="documents", verbose_name=_("session"))
    part = models.CharField(_("part of the file"), max_length=20)
    file = models.FileField(_("file"), storage=ActivityFileStorage(), max_length=80)
    name = models.CharField(_("file name"), max_length=100)
    size = models.PositiveIntegerField(_("size"), help_text=_("In bytes."))
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="session_documents", verbose_name=_("uploaded by")
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["pk"]
        verbose_name = _("document of a date")
        verbose_name_plural = _("documents of dates")

    def __str__(self):
        return self.name


class SessionChoice(models.Model):
    """One of the things that a part offers for the file of a date, such as an article, and that was chosen."""

    session = models.ForeignKey("signups.Session", models.PROTECT, related_name="choices", verbose_name=_("session"))
    part = models.CharField(_("part of the file"), max_length=20)
    # As the part calls it.
    key = models.CharField(pgettext_lazy("of a choice", "what"), max_length=40)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["pk"]
        verbose_name = _("choice for the file of a date")
        verbose_name_plural = _("choices for the files of dates")
        constraints = [
            models.UniqueConstraint(fields=["session", "part", "key"], name="activities_sessionchoice_once"),
        ]

    def __str__(self):
        return f"{self.part} {self.key}"
