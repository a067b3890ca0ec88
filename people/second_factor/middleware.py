"""allauth asks for a second factor where there is one. Whoever needs one and has none is led to set it up."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, resolve_url
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from .needing import FACTORS, has_second_factor, has_shown_it, needs_second_factor, note_shown

# Where somebody wanted to go before they were led to the set-up.
WANTED = "people.second_factor_wanted"
FOUND = 302
# Names of addresses.
ALWAYS_OPEN = {"account_logout", "set_language", "healthz", "account_reauthenticate", "privacy", "static"}
SET_UP = {"mfa_index", "mfa_activate_totp", "mfa_add_webauthn"}
SHOW_IT = {"mfa_reauthenticate", "mfa_reauthenticate_webauthn"}
TAKE_OFF = {"mfa_deactivate_totp", "mfa_remove_webauthn"}


class SecondFactorMiddleware:
    """Nothing of the site opens to whoever needs a second factor before it is set up, and shown in this sign-in."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        # A code that was wrong is answered by the form once more; another sign-in may have set one up meanwhile.
        sets_up = getattr(request, "sets_up_second_factor", False) and response.status_code == FOUND
        if sets_up and has_second_factor(request.user):
            note_shown(request, request.user)
        return response

    def process_view(self, request, view, args, kwargs):
        # A visitor without a session is not asked who they are: their pages are the same for everybody.
        if not settings.SECOND_FACTOR_REQUIRED or settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        name = request.resolver_match.view_name
        if name in ALWAYS_OPEN or not request.user.is_authenticated:
            return None
        if has_shown_it(request):
            return self._keep_the_last(request) if name in TAKE_OFF else None
        if not needs_second_factor(request.user):
            return None
        if has_second_factor(request.user):
            return None if name in SHOW_IT else _answer(request, _address_to_show_it(request))
        if name in SET_UP:
            request.second_factor_is_due = True
            request.sets_up_second_factor = request.method == "POST"
            return None
        if _may_be_gone_back_to(request):
            request.session[WANTED] = request.get_full_path()
        return _answer(request, resolve_url("mfa_index"))

    def _keep_the_last(self, request: HttpRequest) -> HttpResponse | None:
        last = Authenticator.objects.filter(user=request.user, type__in=FACTORS).count() <= 1
        if not last or not needs_second_factor(request.user):
            return None
        messages.warning(request, _("This is your only second factor, and your role needs one. Add another one first."))
        return redirect("mfa_index")


def _address_to_show_it(request: HttpRequest) -> str:
    by_code = Authenticator.objects.filter(user=request.user, type=Authenticator.Type.TOTP).exists()
    address = resolve_url("mfa_reauthenticate" if by_code else "mfa_reauthenticate_webauthn")
    if not _may_be_gone_back_to(request):
        return address
    return f"{address}?{urlencode({'next': request.get_full_path()})}"


def _may_be_gone_back_to(request: HttpRequest) -> bool:
    """Tell whether it is a page that somebody has opened, not a part or a picture of one, nor the way on itself."""
    if request.method != "GET" or request.htmx or request.resolver_match.view_name == "second_factor_done":
        return False
    return "text/html" in request.headers.get("Accept", "text/html") and not _is_from_a_script(request)


def _is_from_a_script(request: HttpRequest) -> bool:
    wants = request.headers.get("Accept", "")
    return (
        request.headers.get("X-Requested-With") == "XMLHttpRequest"
        or request.content_type == "application/json"
        or ("application/json" in wants and "text/html" not in wants)
    )


def _answer(request: HttpRequest, address: str) -> HttpResponse:
    """Lead there: a page by a redirect, a part of one by htmx's, and a script by an answer that it can read."""
    if request.htmx:
        return HttpResponseClientRedirect(address)
    if _is_from_a_script(request):
        return JsonResponse({"error": "second_factor_required", "location": address}, status=403)
    return redirect(address)
