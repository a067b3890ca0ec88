from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from ..paper import letterhead, qr
from ..sealing import seal, unseal
from ..sessions.devices import device_in_words


class RosterMFAAdapter(DefaultMFAAdapter):
    """Second factors under the union's name and the employee number; their secrets are sealed in the database."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("That is not right, or it was used already. Wait for the next code and try again."),
    }

    def get_totp_label(self, user):
        return user.employee_number

    def get_totp_issuer(self):
        return letterhead()

    def build_totp_svg(self, url):
        # Drawn from the address alone; nothing that somebody wrote is in it as text.
        return mark_safe(qr(url, as_large_as_its_place=True))

    def encrypt(self, text):
        return seal(text)

    def decrypt(self, encrypted_text):
        return unseal(encrypted_text)

    def generate_authenticator_name(self, user, type):
        return device_in_words(context.request.headers.get("User-Agent", ""))

    def get_public_key_credential_rp_entity(self):
        return {**super().get_public_key_credential_rp_entity(), "name": letterhead()}

    def get_public_key_credential_user_entity(self, user):
        return {**super().get_public_key_credential_user_entity(user), "name": user.employee_number}
