"""What heads of department decide: who can be spared."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ..errors import SignUpRefused
from ..models import Application, SignUp, Wish
from .consenting import applications_to_decide, give_consent, may_consent, refuse_consent
from .forms import RefuseForm

ON_A_PAGE = 30


@require_safe
@login_required
def consents(request):
    """The applications of one's department: those still to be decided on first."""
    wishes = Wish.objects.filter(sign_up__state__in=SignUp.LIVE_STATES).select_related("sign_up__session")
    found = applications_to_decide(request.user).with_people().select_related("run__selection")
    found = found.prefetch_related(Prefetch("wishes", wishes, to_attr="live_wishes"))
    shown = Paginator(found.order_by("consent", "member__pinyin", "pk"), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "signups/selections/consents.html", {"shown": shown})


@login_required
def decide_consent(request, pk):
    """One application: consent, or refuse with a reason."""
    found = get_object_or_404(
        Application.objects.with_people().select_related("run__selection", "member__department__head"), pk=pk
    )
    if not may_consent(found, request.user) or found.consent == Application.Consent.NOT_NEEDED:
        raise Http404
    refuses = request.method == "POST" and "refuse" in request.POST
    form = RefuseForm(request.POST if refuses else None)
    if request.method == "POST" and (not refuses or form.is_valid()):
        try:
            if refuses:
                refuse_consent(found, request.user, reason=form.cleaned_data["reason"])
            else:
                give_consent(found, request.user)
            messages.success(request, _("Decided for %(name)s.") % {"name": found.member.name})
            return redirect("consents")
        except SignUpRefused as refusal:
            form = RefuseForm(request.POST)
            form.add_error(None, str(refusal))
    wishes = found.wishes.filter(sign_up__state__in=SignUp.LIVE_STATES).select_related("sign_up__session")
    context = {"application": found, "selection": found.run.selection, "wishes": wishes, "form": form}
    return render(request, "signups/selections/decide_consent.html", context, status=422 if form.errors else 200)
