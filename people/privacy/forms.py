import time

from allauth.account import app_settings as account_settings
from allauth.account.authentication import get_authentication_records
from allauth.core import ratelimit
from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Member
from ..roster.cells import clean_email


def signed_in_recently(request) -> bool:
    """Whether whoever sits there has shown who it is within the last minutes, in whatever way."""
    moments = [record["at"] for record in get_authentication_records(request, request.user) if "at" in record]
    return bool(moments) and time.time() - max(moments) < account_settings.REAUTHENTICATION_TIMEOUT


class CorrectionForm(forms.ModelForm):
    """What a member corrects, confirmed by the password unless the sign-in was minutes ago."""

    password = forms.CharField(
        label=_("Your password, to confirm"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    class Meta:
        model = Member
        fields = ["mobile", "email"]
        widgets = {
            "mobile": forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "numeric"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
        }

    def __init__(self, *args, request, correctable: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request
        for name in self._meta.fields:
            if name not in correctable:
                del self.fields[name]
        if signed_in_recently(request):
            del self.fields["password"]

    @property
    def needs_a_new_sign_in(self) -> bool:
        """True for somebody without a password, who came in another way and some time ago."""
        return "password" in self.fields and not self.request.user.has_usable_password()

    def clean_email(self):
        return clean_email(self.cleaned_data["email"])

    def clean_password(self):
        # As often as allauth lets a password be tried, counted with its own screens.
        if not ratelimit.consume(self.request, action="reauthenticate", user=self.request.user):
            raise forms.ValidationError(_("Too many attempts. Try again in a few minutes."))
        password = self.cleaned_data["password"]
        if not self.request.user.check_password(password):
            raise forms.ValidationError(_("The password is not correct."))
        return password
