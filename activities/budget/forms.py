"""What is filled in about a budget. A form that is refused is shown again with what was typed."""

from datetime import timedelta
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from notices.forms import Select
from signups.models import Session
from signups.telling import when

from ..calendar import sessions_of
from ..models import Budget, Expense, RecurringActivity
from .actions.allocating import allocatable_years
from .actions.locking import LONGEST_REASON
from .files import ACCEPT, check_receipt
from .money import MoneyField

# Of a club's dates those are offered that an expense is likely to be for.
DAYS_BEFORE, DAYS_AHEAD = 30, 120


class Reason(forms.CharField):
    def __init__(self, label, **kwargs):
        super().__init__(label=label, max_length=LONGEST_REASON, widget=forms.Textarea({"rows": 2}), **kwargs)


class DateChoice(forms.ModelChoiceField):
    def label_from_instance(self, session: Session):
        return f"{session.offering.title} {when(session)}"


class AskForm(forms.Form):
    purpose = forms.CharField(label=_("What is it for?"), max_length=120)
    amount = MoneyField(label=_("Amount in yuan"), help_text=_("As much as it may cost at most."))
    category = forms.ChoiceField(
        label=_("Kind of expense"), choices=[("", _("Choose …")), *Expense.Category.choices], widget=Select
    )
    payee = forms.CharField(
        label=_("Who is paid?"), max_length=80, help_text=_("The shop, the firm, the teacher: as the invoice will say.")
    )
    activity = forms.ModelChoiceField(
        label=_("For which activity?"),
        queryset=None,
        required=False,
        widget=Select,
        empty_label=pgettext_lazy("an expense", "for none"),
    )
    session = DateChoice(
        label=_("For which date?"),
        queryset=None,
        required=False,
        widget=Select,
        empty_label=pgettext_lazy("an expense", "for none"),
    )
    attempt = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, budget: Budget, data=None, **kwargs):
        super().__init__(data, **kwargs)
        activities = RecurringActivity.objects.live().filter(club=budget.club_id)
        self.fields["activity"].queryset = activities.order_by("title")
        now = timezone.now()
        dates = sessions_of(activities).between(now - timedelta(DAYS_BEFORE), now + timedelta(DAYS_AHEAD))
        self.fields["session"].queryset = dates.select_related("offering").order_by("starts_at")
        if not activities.exists():
            del self.fields["activity"], self.fields["session"]


class AllocateForm(forms.Form):
    year = forms.TypedChoiceField(label=_("Budget year"), coerce=int, widget=Select)
    amount = MoneyField(label=_("Amount in yuan"))
    reason = Reason(_("On what ground?"), help_text=_("For instance the committee's decision. It stands in the book."))

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["year"].choices = [(year, year) for year in allocatable_years()]


class ReasonForm(forms.Form):
    reason = Reason(_("Why?"), help_text=_("The leaders of the club read it."))


class WithdrawForm(forms.Form):
    reason = Reason(_("Why?"), required=False)


class ApproveForm(forms.Form):
    amount = MoneyField(label=_("Amount in yuan"), help_text=_("So much is reserved. You may approve less."))
    remark = Reason(pgettext_lazy("to the club", "Remark"), required=False)


class MoreForm(forms.Form):
    amount = MoneyField(label=_("Amount in yuan, all together"))
    reason = Reason(_("Why does it cost more?"))


class BookForm(forms.Form):
    amount = MoneyField(widget=forms.HiddenInput)


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class ReceiptsField(forms.FileField):
    """Several files; each is looked at by itself, so that one that is no receipt keeps no other from being kept.

    Cleaned: the files as they may be kept, and the sentences about the others.
    """

    def __init__(self, **kwargs):
        super().__init__(widget=SeveralFiles({"accept": ACCEPT}), **kwargs)

    def clean(self, data, initial=None):
        files, errors = [], []
        for upload in data if isinstance(data, list | tuple) else [data] if data else []:
            try:
                files.append(check_receipt(super().clean(upload, initial)))
            except ValidationError as error:
                errors.extend(error.messages)
        return files, errors


class PresentForm(forms.Form):
    receipts = ReceiptsField(
        label=pgettext_lazy("of an expense", "Receipts"),
        required=False,
        help_text=_("Pictures, PDF or OFD, up to 10 MB each. What is attached stays, whatever becomes of the rest."),
    )
    amount = MoneyField(
        label=_("Spent in yuan"),
        required=False,
        help_text=_("As the receipts say. Leave it empty to attach them only and hand them in later."),
    )
