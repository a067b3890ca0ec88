from django.db import models, transaction
from django.utils.translation import gettext_lazy as _


class YearlyCounter(models.Model):
    """The last number given out in one year for one kind of document, such as an approval sheet.

    The row is locked until the transaction ends, so a number exists only if the document that took it does:
    numbers have no gaps.
    """

    name = models.CharField(_("name"), max_length=40)
    year = models.PositiveSmallIntegerField(_("year"))
    last = models.PositiveIntegerField(_("last number"), default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "year"], name="days_yearlycounter_one_per_year")]
        verbose_name = _("yearly counter")
        verbose_name_plural = _("yearly counters")

    def __str__(self):
        return f"{self.name} {self.year}: {self.last}"


def next_number(name: str, year: int) -> int:
    """Return the next number of `name` in `year`, from 1; two callers at once get different ones.

    Raises:
        TransactionManagementError: called outside a transaction, where a gap could not be prevented.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("next_number() belongs in the transaction of its document")
    YearlyCounter.objects.get_or_create(name=name, year=year)
    counter = YearlyCounter.objects.select_for_update(no_key=True).get(name=name, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last
