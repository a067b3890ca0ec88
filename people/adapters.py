import time
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from .codes.issuing import may_do_more_than_administrators, withdraw_codes
from .guessing import Attempt, remember_browser
from .jobs import send_account_mail
from .paper import letterhead
from .privacy.forms import signed_in_recently
from .sealing import seal
from .second_factor.needing import (
    came_by_a_device_alone,
    counts_as_second_factor,
    has_second_factor,
    note_door,
    note_shown,
)
from .second_factor.stages import door_of
from .sessions.ending import end_sessions_of
from .sessions.middleware import SEEN_AT
from .single_sign_on.ending import address_to_end_it, note_where_it_ends


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

    def send_mail(self, template_prefix, email, context):
        """By the job worker: who asks for a link sees neither how long a mail takes nor whether there is one."""
        site = {"name": letterhead(), "domain": settings.WAGTAILADMIN_BASE_URL}
        message = self.render_mail(template_prefix, email, {"email": email, "current_site": site, **context})
        send_account_mail.defer(
            subject=message.subject, sealed=seal(message.body), sender=message.from_email, to=message.to
        )

    def get_reset_password_from_key_url(self, key):
        """With the address of the site, not the one that whoever asks says they have reached it by."""
        return settings.WAGTAILADMIN_BASE_URL + urlsplit(super().get_reset_password_from_key_url(key)).path

    def send_password_reset_mail(self, user, email, context):
        """Not to who approves or is a superuser: administrators write mail addresses, and would open these accounts.

        And to the address of today alone: allauth goes on knowing those of before, which somebody else may read.
        """
        if email.lower() == user.email.lower() and not may_do_more_than_administrators(user):
            super().send_password_reset_mail(user, email, context)

    def pre_authenticate(self, request, **credentials):
        """Count the attempt by our limits; allauth's own key has the host in it, which whoever asks may choose."""
        self._attempt = Attempt(request, credentials["username"])

    def _rollback_login_failed_rl_usage(self):
        self._attempt.was_right()

    def get_login_stages(self):
        """allauth's, save that a door of another service may count as the second factor."""
        ours = {"allauth.mfa.stages.AuthenticateStage": "people.second_factor.stages.AskAtTheDoor"}
        return [ours.get(stage, stage) for stage in super().get_login_stages()]

    def is_reauthentication_required(self, *, app, **kwargs):
        """Not of who has just signed in; allauth would ask for the password twice in a minute."""
        return super().is_reauthentication_required(app=app, **kwargs) and not signed_in_recently(context.request)

    def get_logout_redirect_url(self, request):
        """Through the service by which somebody came, where it ends sign-ins as well."""
        return address_to_end_it(request) or super().get_logout_redirect_url(request)

    def post_login(self, request, user, **kwargs):
        response = super().post_login(request, user, **kwargs)
        if counts_as_second_factor(door_of(kwargs.get("signal_kwargs"))):
            note_door(request, user)
        elif has_second_factor(user):
            # It has just been shown, or the browser is remembered.
            note_shown(request, user)
        note_where_it_ends(request, kwargs.get("signal_kwargs"))
        if door_of(kwargs.get("signal_kwargs")) or came_by_a_device_alone(request, user):
            # There is nothing to tick on these ways: as if it was not ticked.
            request.session.set_expiry(0)
        remember_browser(request, response, user)
        request.session[SEEN_AT] = time.time()
        return response

    @transaction.atomic
    def set_password(self, user, password):
        """Set it, end the sign-ins in other places, and let no slip open the account any more."""
        user.set_password(password)
        user.save(update_fields=["password"])
        withdraw_codes([user])
        end_sessions_of([user], but=context.request.session.session_key)
