"""The first sign-in: number and code, then a password. Nobody is signed in before the password is set."""

import time

from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from ..guessing import Attempt
from ..models import SignInCode
from .errors import WrongCode
from .forms import FirstPasswordForm, FirstSignInForm
from .redeeming import find_code, number_as_meant, use_code

SESSION_KEY = "people.first_sign_in"
# Long enough to think of a password; who walks away from a shared computer leaves no open door.
SECONDS = 600


@never_cache
@sensitive_post_parameters("code")
def first_sign_in(request):
    """Number and code."""
    if request.user.is_authenticated:
        return redirect("my_page")
    form = FirstSignInForm(request.POST or None)
    if form.is_valid():
        number = form.cleaned_data["number"]
        attempt = Attempt(request, number_as_meant(number))
        try:
            code = find_code(number, form.cleaned_data["code"])
        except WrongCode as refusal:
            form.add_error(None, refusal.sentence)
        else:
            attempt.was_right()
            request.session[SESSION_KEY] = [code.pk, time.time()]
            return redirect("first_password")
    return render(request, "people/first_sign_in.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@sensitive_post_parameters("password1", "password2")
def first_password(request):
    """The password, for whoever has just shown the code; with it the account opens, and the code is used."""
    code = _shown_code(request)
    if code is None:
        return redirect("first_sign_in")
    form = FirstPasswordForm(user=code.member, data=request.POST or None)
    if form.is_valid():
        del request.session[SESSION_KEY]
        try:
            member = use_code(code.pk, form.cleaned_data["password1"])
        except WrongCode as refusal:
            messages.error(request, str(refusal))
            return redirect("first_sign_in")
        response = perform_login(request, member)
        request.session.set_expiry(settings.SESSION_COOKIE_AGE if form.cleaned_data["remember"] else 0)
        return response
    context = {"form": form, "member": code.member}
    return render(request, "people/first_password.html", context, status=422 if form.errors else 200)


def _shown_code(request) -> SignInCode | None:
    """Return the code that this browser has shown a moment ago, if it may still open its account."""
    pk, shown_at = request.session.get(SESSION_KEY, (0, 0))
    if request.user.is_authenticated or time.time() - shown_at > SECONDS:
        return None
    return SignInCode.objects.usable().select_related("member").filter(pk=pk, member__is_active=True).first()
