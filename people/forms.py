from allauth.account.forms import LoginForm
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm

from .actions import check_an_administrator_stays, let_go
from .codes.issuing import withdraw_codes
from .codes.redeeming import LONGEST_TYPED, number_as_meant
from .errors import LastAdministrator
from .membership.changing import record_changes
from .membership.errors import OwnMembership
from .models import FormerNumber, Member, MembershipChange
from .pinyin import pinyin_of
from .roster.cells import clean_email, clean_name
from .sessions.ending import end_sessions_of

MEMBER_FIELDS = [
    "employee_number",
    "name",
    "pinyin",
    "gender",
    "birthday",
    "mobile",
    "email",
    "department",
    "campus",
    "union_group",
    "title",
    "employment",
    "staff_status",
    "membership_status",
    "joined_hospital_on",
    "is_active",
]


class SignInForm(LoginForm):
    """Sign-in by employee number; the fields keep allauth's names, `login` and `password`."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        login = self.fields["login"]
        # Room for spaces; the number itself is looked for as it is meant.
        others = [each for each in login.validators if not isinstance(each, MaxLengthValidator)]
        login.validators = [*others, MaxLengthValidator(LONGEST_TYPED)]
        login.widget.attrs["maxlength"] = LONGEST_TYPED
        login.label = _("Employee number")
        login.widget.attrs.update({"placeholder": "", "autocapitalize": "off", "autofocus": True})
        self.fields["password"].label = _("Password")
        self.fields["password"].widget.attrs["placeholder"] = ""
        self.fields["remember"].label = _("Stay signed in on this device for 30 days")

    def clean_login(self):
        return number_as_meant(self.cleaned_data["login"])


class MemberFormMixin:
    """What an administrator may set by hand. Roles are not here: they are granted, with a period and a name."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("first_name", "last_name", "is_superuser", "groups"):
            self.fields.pop(name, None)
        self.fields["email"].required = False

    def clean_employee_number(self):
        return Member.normalize_username(self.cleaned_data["employee_number"])

    def clean_name(self):
        return clean_name(self.cleaned_data["name"])

    def clean_email(self):
        return clean_email(self.cleaned_data["email"])

    def clean_birthday(self):
        birthday = self.cleaned_data["birthday"]
        if birthday and birthday > timezone.localdate():
            raise ValidationError(_("Nobody is born after today."))
        return birthday

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("name") and not cleaned.get("pinyin"):
            # Names sort by it.
            cleaned["pinyin"] = pinyin_of(cleaned["name"])
        if cleaned.get("staff_status") in Member.GONE_STATUSES:
            if "is_active" in self.fields:
                # They follow each other: nobody who has left keeps an account by a forgotten tick.
                cleaned["is_active"] = False
            else:
                # Wagtail takes the tick away from whoever edits themselves.
                self.add_error("staff_status", _("Nobody lets themselves go; ask another administrator."))
        return cleaned


class MemberCreationForm(MemberFormMixin, UserCreationForm):
    """A member whom no roster has. The first sign-in is by a slip, as for all: nobody else ever knows a password."""

    password_enabled = False

    class Meta:
        model = Member
        fields = MEMBER_FIELDS
        # Browsers take the value of such a field in this form alone.
        widgets = dict.fromkeys(["birthday", "joined_hospital_on"], forms.DateInput({"type": "date"}, "%Y-%m-%d"))

    def save(self, commit=True):
        self.instance.set_unusable_password()
        return super().save(commit)


class MemberEditForm(MemberFormMixin, UserEditForm):
    # Whoever could set the chair's password could approve in the chair's name.
    password_enabled = False

    class Meta(MemberCreationForm.Meta):
        pass

    def __init__(self, *args, by: Member, **kwargs):
        self.by = by
        super().__init__(*args, **kwargs)
        self._was_gone = self.instance.is_gone
        self._number = self.instance.employee_number
        self._membership = self.instance.membership_status

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk == self.by.pk and "membership_status" in self.changed_data:
            self.add_error("membership_status", OwnMembership.sentence)
        if cleaned.get("is_active") is False:
            try:
                check_an_administrator_stays([self.instance])
            except LastAdministrator as refusal:
                self.add_error(None, refusal.sentence)
        return cleaned

    @transaction.atomic
    def save(self, commit=True):
        """Save, and let go of somebody who has just left, as an import does; who comes back brings no old rights."""
        if self._was_gone and not self.instance.is_gone:
            let_go([self.instance])
            self.instance.roles_valid_until = None
        member = super().save(commit)
        if member.is_gone and not self._was_gone:
            let_go([member])
        elif not member.is_active:
            end_sessions_of([member])
            withdraw_codes([member])
        record_changes([(member, self._membership, member.membership_status)], MembershipChange.Act.BY_HAND, by=self.by)
        if member.employee_number != self._number:
            # One person, one history; and a number that is the member's own again is no former one.
            member.former_numbers.filter(number=member.employee_number).delete()
            FormerNumber.objects.create(member=member, number=self._number)
        return member
