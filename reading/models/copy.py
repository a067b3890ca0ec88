from django.db import models
from django.utils.translation import gettext_lazy as _


class Copy(models.Model):
    """One physical item of a title, known by the barcode on it."""

    book = models.ForeignKey("reading.Book", models.PROTECT, related_name="copies", verbose_name=_("book"))
    barcode = models.CharField(
        _("barcode"), max_length=40, unique=True, error_messages={"unique": _("Another copy has this barcode.")}
    )
    shelf = models.CharField(_("shelf"), max_length=40, blank=True)
    acquired_on = models.DateField(_("acquired on"), null=True, blank=True)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)

    # A record, not content: the index of references would be written with every act and never asked.
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["barcode"]
        verbose_name = _("copy")
        verbose_name_plural = _("copies")

    def __str__(self):
        return f"{self.barcode} {self.book}"
