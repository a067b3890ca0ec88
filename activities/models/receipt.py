"""The files that prove an expense."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..budget.storage import ReceiptsStorage
from .expense import Expense
from .guards import never_emptied


class Receipt(models.Model):
    """A file that proves an expense; it lies sealed, under a name drawn by chance, and is never deleted.

    One that `is_void` proves nothing any more: it was taken off, or its expense came to nothing or was reversed. The
    same file proves one expense only, of whatever club.
    """

    expense = models.ForeignKey(Expense, models.PROTECT, related_name="receipts", verbose_name=_("expense"))
    file = models.FileField(_("file"), storage=ReceiptsStorage(), max_length=60)
    name = models.CharField(_("file name"), max_length=100)
    size = models.PositiveIntegerField(_("size"), help_text=_("In bytes."))
    digest = models.CharField(_("SHA-256"), max_length=64, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("uploaded by")
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), default=timezone.now)
    is_void = models.BooleanField(_("proves nothing any more"), default=False)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["pk"]
        verbose_name = _("receipt of an expense")
        verbose_name_plural = _("receipts of expenses")
        constraints = [
            models.UniqueConstraint(
                fields=["digest"],
                condition=Q(is_void=False),
                name="activities_receipt_proves_one_expense",
                violation_error_message=_("This very file is the receipt of an expense already."),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="stays_as_it_was_attached",
                operation=pgtrigger.UpdateOf(
                    *["expense_id", "file", "name", "size", "digest", "uploaded_by_id", "uploaded_at"]
                ),
            ),
            pgtrigger.Protect(name="stays_void", operation=pgtrigger.Update, condition=pgtrigger.Q(old__is_void=True)),
            pgtrigger.Protect(name="is_kept", operation=pgtrigger.Delete),
            never_emptied(),
        ]

    def __str__(self):
        return self.name
