"""A code by SMS: the employee number, then what has come, then a password as after a slip."""

import time

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from ..guessing import Attempt, may_ask_for_text
from ..jobs import text_code
from .errors import WrongTextCode
from .forms import AskForTextForm, TextCodeForm
from .texting import Asked, can_text_codes, take_text_code
from .views import SESSION_KEY as SHOWN_KEY

SESSION_KEY = "people.text_code"


@never_cache
def ask_for_text(request):
    """The employee number. Whoever it belongs to, or nobody: the answer is the same."""
    if request.user.is_authenticated:
        return redirect("my_page")
    if not can_text_codes():
        raise Http404
    form = AskForTextForm(request.POST or None)
    if form.is_valid():
        asked = Asked.now(form.cleaned_data["number"])
        if not may_ask_for_text(request, asked.number):
            return render(request, "429.html", {"asked_for_texts": True}, status=429)
        # By the job worker: who asks sees neither how long it takes nor whether there is somebody to send it to.
        text_code.defer(**asked.kept())
        request.session[SESSION_KEY] = asked.kept()
        return redirect("take_text")
    return render(request, "people/ask_for_text.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@sensitive_post_parameters("code")
def take_text(request):
    """The code that has come."""
    kept = request.session.get(SESSION_KEY)
    if request.user.is_authenticated or kept is None:
        return redirect("ask_for_text")
    asked = Asked(**kept)
    form = TextCodeForm(request.POST or None)
    if form.is_valid():
        attempt = Attempt(request, asked.number)
        try:
            code = take_text_code(asked, form.cleaned_data["code"])
        except WrongTextCode as refusal:
            form.add_error(None, refusal.sentence)
        else:
            attempt.was_right()
            del request.session[SESSION_KEY]
            request.session[SHOWN_KEY] = [code.pk, time.time()]
            return redirect("first_password")
    context = {"form": form, "number": asked.number}
    return render(request, "people/take_text.html", context, status=422 if form.errors else 200)
