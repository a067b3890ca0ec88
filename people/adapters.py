from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _


class RosterAccountAdapter(DefaultAccountAdapter):
    """Accounts come from the staff roster; nobody makes one at the door."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("The employee number or the password is not correct."),
    }

    def is_open_for_signup(self, request):
        return False

    def populate_username(self, request, user):
        """Leave the employee number as the roster has it."""

    def clean_username(self, username, shallow=False):
        return get_user_model().normalize_username(username).strip()
