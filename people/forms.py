from allauth.account.forms import LoginForm
from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm

from .models import Member

ROSTER_FIELDS = [
    "employee_number",
    "name",
    "pinyin",
    "gender",
    "birthday",
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
        login.label = _("Employee number")
        login.widget.attrs.update({"placeholder": "", "autocapitalize": "off", "autofocus": True})
        self.fields["password"].label = _("Password")
        self.fields["password"].widget.attrs["placeholder"] = ""
        self.fields["remember"].label = _("Stay signed in on this device for 30 days")


class RosterFormMixin:
    """What an administrator may set by hand. Roles are not here: they are granted, with a period and a name."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("first_name", "last_name", "is_superuser", "groups"):
            self.fields.pop(name, None)
        self.fields["email"].required = False


class MemberCreationForm(RosterFormMixin, UserCreationForm):
    class Meta:
        model = Member
        fields = ROSTER_FIELDS
        widgets = {"birthday": forms.DateInput(attrs={"type": "date"})}


class MemberEditForm(RosterFormMixin, UserEditForm):
    # Whoever could set the chair's password could approve in the chair's name.
    password_enabled = False

    class Meta:
        model = Member
        fields = ROSTER_FIELDS
        widgets = {"birthday": forms.DateInput(attrs={"type": "date"})}
