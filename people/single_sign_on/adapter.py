import logging

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, _build_apps_from_settings
from allauth.socialaccount.providers.base import AuthProcess
from django.shortcuts import render
from django.utils.translation import gettext as _

from ..errors import Refused
from .matching import member_with

logger = logging.getLogger(__name__)


class RosterSocialAdapter(DefaultSocialAccountAdapter):
    """Other services open accounts of the roster. They make none, link none, and know nobody by mail address."""

    def list_apps(self, request, provider=None, client_id=None):
        """From the environment alone: a row in the database is no door."""
        apps = _build_apps_from_settings(provider=provider, client_id=client_id)
        return [app for some in apps.values() for app in some]

    def get_requests_session(self):
        session = super().get_requests_session()
        # Nobody is followed elsewhere: the requests carry secrets.
        session.max_redirects = 0
        return session

    def pre_social_login(self, request, sociallogin):
        """Open the account with this employee number, or refuse with a sentence."""
        if sociallogin.state.get("process") != AuthProcess.LOGIN:
            raise ImmediateHttpResponse(self.refusal(request, _("This way does not lead here.")))
        try:
            sociallogin.user = member_with(sociallogin.account.extra_data.get("number"))
        except Refused as refusal:
            raise ImmediateHttpResponse(self.refusal(request, refusal.sentence, status=403)) from refusal

    def on_authentication_error(self, request, provider, error=None, exception=None, extra_context=None):
        """Say in a plain sentence that it did not work; why is in the log, without what the service has answered."""
        logger.warning("Sign-in by %s failed: %s %s", provider.id, error, type(exception).__name__ if exception else "")
        sentence = _("Signing in this way did not work. Try again, or sign in with your number and password.")
        raise ImmediateHttpResponse(self.refusal(request, sentence))

    def refusal(self, request, sentence, status=400):
        return render(request, "people/single_sign_on/refused.html", {"sentence": sentence}, status=status)

    def populate_user(self, request, sociallogin, data):
        """Nobody is made of what a service says."""
        return sociallogin.user

    def is_open_for_signup(self, request, sociallogin):
        return False

    def is_auto_signup_allowed(self, request, sociallogin):
        return False

    def authenticate_by_email(self, login):
        return None
