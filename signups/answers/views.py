"""What members see of their own answers, and the files of them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cms.serving import NOTHING_RUNS

from ..errors import SignUpRefused
from ..looking import note_look_at
from ..models import Answers, Attachment, Session
from ..rules import keeps_list
from .forms import AnswersForm
from .keeping import attempts_of, change, check_may_change
from .reading import lines_of, names_of
from .subjects import ATTACHMENT


@login_required
@never_cache
def own_answers(request, pk):
    """One's own answers, to be changed as long as that is possible; `for` names the sign-up where there are several."""
    session = get_object_or_404(Session.objects.with_card_data(), pk=pk)
    attempts = attempts_of(session, request.user) if session.offering.questions else []
    if not attempts:
        raise Http404
    chosen = request.GET.get("for", "")
    attempt = next((each for each in attempts if chosen in [str(row.pk) for row in each]), attempts[0])
    answers = Answers.objects.filter(sign_up__in=attempt).with_everything().first()
    form = AnswersForm(session.offering, request.POST or None, request.FILES or None, answers=answers)
    refusal = _refusal(attempt[0], request.user)
    if request.method == "POST" and not refusal and form.is_valid():
        try:
            change(attempt[0], request.user, form)
            messages.success(request, _("Your answers are kept."))
            return redirect("session", pk=pk)
        except SignUpRefused as error:
            form.add_error(None, str(error))
    context = {
        "session": session,
        "form": form,
        "refusal": refusal,
        "names": names_of(attempt),
        "others": [(each[0], names_of(each)) for each in attempts if each is not attempt],
        "lines": lines_of(answers) if answers else [],
    }
    failed = request.method == "POST" and (refusal or form.errors)
    return render(request, "signups/answers/own_answers.html", context, status=422 if failed else 200)


def _refusal(sign_up, member) -> SignUpRefused | None:
    try:
        check_may_change(sign_up, member)
    except SignUpRefused as refusal:
        return refusal
    return None


@login_required
@never_cache
@require_safe
def attachment(request, pk, file):
    """A file that was attached to a sign-up, to be saved: for whose it is, and for whoever keeps the list
    that they stand on.
    """
    found = get_object_or_404(
        Attachment.objects.select_related("answers__sign_up__member", "answers__sign_up__session__offering"),
        pk=file,
        answers__sign_up__session=pk,
    )
    sign_up = found.answers.sign_up
    is_on_the_list = sign_up.is_live and keeps_list(sign_up.session, request.user)
    if sign_up.member_id != request.user.pk and not is_on_the_list:
        raise Http404
    try:
        content = found.file.open().read()
    except FileNotFoundError as error:
        raise Http404 from error
    note_look_at(request.user, ATTACHMENT, sign_up.session, sign_up.member)
    response = HttpResponse(content, content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, found.name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = NOTHING_RUNS
    return response
