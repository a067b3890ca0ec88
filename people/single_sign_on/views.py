"""To another service, and back from it."""

import logging

from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.http import Http404
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from requests import RequestException

from .listing import is_open, name_of

logger = logging.getLogger(__name__)
# What an answer that is not as it should be comes to, beside those that allauth knows.
TROUBLE = (RequestException, OAuth2Error, KeyError, TypeError, ValueError)


@never_cache
@require_POST
def begin(request, door):
    """Lead to the service. By POST alone: no link of somebody else's signs anybody in."""
    provider = _provider(request, door)
    try:
        return provider.redirect(request, AuthProcess.LOGIN, next_url=get_next_redirect_url(request))
    except TROUBLE as error:
        return _not_now(request, door, error)


@never_cache
@require_GET
def done(request, door):
    """Take what the service has to say, and open the account of whom it names."""
    provider = _provider(request, door)
    try:
        return OAuth2CallbackView.adapter_view(provider.get_oauth2_adapter(request))(request)
    except TROUBLE as error:
        return _not_now(request, door, error)


def _provider(request, door):
    if not is_open(door):
        raise Http404
    return get_adapter().get_provider(request, door)


def _not_now(request, door, error):
    # The error may hold an address with a secret in it.
    logger.warning("Sign-in by %s is not possible: %s", door, type(error).__name__)
    sentence = _("%(door)s does not answer as it should. Sign in with your number and password meanwhile.")
    return get_adapter().refusal(request, sentence % {"door": name_of(door)}, status=503)
