import re
from dataclasses import dataclass
from datetime import datetime

from allauth.account.forms import SetPasswordForm
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ..models import Department, Member, UnionGroup
from .issuing import AT_ONCE
from .recipients import Chosen, below, members_of_last_import
from .redeeming import LONGEST_TYPED, number_as_meant

BETWEEN_NUMBERS = re.compile(r"[\s,;，；、]+")
UNKNOWN_NAMED = 10


@dataclass(frozen=True)
class Choice:
    """Whom the administrator has chosen, and who of them is left out."""

    members: QuerySet[Member]
    skip_password: bool
    skip_code: bool


class SlipsForm(forms.Form):
    """For whom slips are printed."""

    chosen = forms.ChoiceField(
        label=_("Slips for"), choices=Chosen.choices, widget=forms.RadioSelect, initial=Chosen.MEMBERS
    )
    numbers = forms.CharField(
        label=_("Employee numbers"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line, or pasted from Excel. Whoever has a password or a code already gets a new code."),
    )
    department = forms.ModelChoiceField(Department.objects.all(), label=_("Department"), required=False)
    union_group = forms.ModelChoiceField(UnionGroup.objects.all(), label=_("Union group"), required=False)
    skip_password = forms.BooleanField(
        label=_("Leave out who has a password"), required=False, initial=True, help_text=_("Of a department or group.")
    )
    skip_code = forms.BooleanField(
        label=_("Leave out who has a code that is still valid"),
        required=False,
        initial=True,
        help_text=_(
            "Where a sheet was lost, take the tick away: new codes are issued, and the lost ones open nothing."
        ),
    )

    def clean(self):
        cleaned = super().clean()
        chosen = cleaned.get("chosen")
        if chosen == Chosen.MEMBERS:
            cleaned["members"] = self._members_of_numbers(cleaned.get("numbers") or "")
        for name in (Chosen.DEPARTMENT, Chosen.UNION_GROUP):
            if chosen == name and not cleaned.get(name) and name not in self.errors:
                self.add_error(name, _("Choose one."))
        return cleaned

    def choice(self) -> Choice:
        data = self.cleaned_data
        chosen = data["chosen"]
        if chosen == Chosen.MEMBERS:
            return Choice(data["members"], skip_password=False, skip_code=False)
        members = {
            Chosen.DEPARTMENT: lambda: Member.objects.filter(below(data["department"])),
            Chosen.UNION_GROUP: lambda: Member.objects.filter(union_group=data["union_group"]),
            Chosen.LAST_IMPORT: members_of_last_import,
            Chosen.WITHOUT_PASSWORD: Member.objects.all,
        }[chosen]()
        only_new = chosen in Chosen.ONLY_WITHOUT_PASSWORD
        return Choice(members, skip_password=only_new or data["skip_password"], skip_code=data["skip_code"])

    def _members_of_numbers(self, text: str) -> QuerySet[Member]:
        numbers = {number_as_meant(part) for part in BETWEEN_NUMBERS.split(text) if part}
        members = Member.objects.filter(employee_number__in=numbers)
        unknown = sorted(numbers - set(members.values_list("employee_number", flat=True)))
        if not numbers:
            self.add_error("numbers", _("Write at least one employee number."))
        elif len(numbers) > AT_ONCE:
            self.add_error("numbers", _("At most %(limit)s at once.") % {"limit": AT_ONCE})
        elif unknown:
            sentence = ngettext(
                "Nobody has the number %(numbers)s.", "Nobody has the numbers %(numbers)s.", len(unknown)
            )
            named = "、".join(unknown[:UNKNOWN_NAMED]) + ("…" if len(unknown) > UNKNOWN_NAMED else "")
            self.add_error("numbers", sentence % {"numbers": named})
        return members


class SheetForm(forms.Form):
    """What the page that asks for the sheet sends along: exactly those whom it showed, and when it did."""

    members = forms.RegexField(r"^\d{1,18}(,\d{1,18})*$")
    seen_at = forms.CharField()

    def clean_members(self) -> list[int]:
        return list(dict.fromkeys(int(pk) for pk in self.cleaned_data["members"].split(",")))

    def clean_seen_at(self) -> datetime:
        try:
            moment = datetime.fromisoformat(self.cleaned_data["seen_at"])
        except ValueError as error:
            raise forms.ValidationError("no moment") from error
        if moment.tzinfo is None:
            raise forms.ValidationError("no moment")
        return moment


class FirstSignInForm(forms.Form):
    """Number and code, as they stand on a slip."""

    number = forms.CharField(
        label=_("Employee number"),
        max_length=LONGEST_TYPED,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "off", "spellcheck": "false"}),
    )
    code = forms.CharField(
        label=_("Sign-in code"),
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        help_text=_("12 letters and digits. Spaces and small letters do no harm."),
    )


class AskForTextForm(forms.Form):
    """Whose code is to come by SMS."""

    number = forms.CharField(
        label=_("Employee number"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "off", "spellcheck": "false"}),
    )


class TextCodeForm(forms.Form):
    """What has come by SMS."""

    code = forms.CharField(
        label=_("Code from the SMS"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        help_text=_("8 digits"),
    )


class FirstPasswordForm(SetPasswordForm):
    """A password of one's own, with the checks of every other place where one is set."""

    remember = forms.BooleanField(label=_("Stay signed in on this device for 30 days"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, label in (("password1", _("New password")), ("password2", _("New password, once more"))):
            self.fields[name].label = label
            self.fields[name].widget.attrs["placeholder"] = ""
