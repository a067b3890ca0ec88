from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..models import SecondFactorRemoval

# Codes of the step before and after are right as well; a used one must stay used for as long.
CODE_SECONDS = (2 * settings.MFA_TOTP_TOLERANCE + 1) * 30


class CodeFormMixin:
    """A code of the authenticator app, or a recovery code."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.label = pgettext_lazy("second factor", "Code")
        code.widget.attrs.update({"placeholder": "", "autofocus": True, "inputmode": "numeric"})


class UsedOnceMixin(CodeFormMixin):
    def clean_code(self):
        code = super().clean_code()
        signs = "".join(filter(str.isalnum, code))
        # allauth forgets digits after one step, which is less than they are right for, and those of the set-up at once;
        # of two who show a recovery code at the same moment both have read that it is unused.
        if not cache.add(f"people.second_factor:{self.user.pk}:{signs}", True, timeout=CODE_SECONDS):
            raise get_adapter().validation_error("incorrect_code")
        return code


class ShowCodeForm(UsedOnceMixin, AuthenticateForm):
    pass


class ShowCodeAgainForm(UsedOnceMixin, ReauthenticateForm):
    pass


class SetUpCodeForm(UsedOnceMixin, ActivateTOTPForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("The six digits that the app shows")
        # The QR code comes first.
        del self.fields["code"].widget.attrs["autofocus"]


class AddKeyForm(AddWebAuthnForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the device")
        self.fields["passwordless"].label = _("Sign in with it alone, without number and password")
        self.fields["passwordless"].help_text = _("The device asks for your fingerprint, face or PIN each time.")
        self.fields["passwordless"].initial = True


class RenameKeyForm(EditWebAuthnForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the device")
        self.fields["name"].max_length = 40


class TakeOffForm(forms.ModelForm):
    """Why an administrator takes a second factor off."""

    class Meta:
        model = SecondFactorRemoval
        fields = ["reason"]
        widgets = {"reason": forms.TextInput}
        help_texts = {
            "reason": _("How you know that it is really this person, and what has happened. The member reads it.")
        }
