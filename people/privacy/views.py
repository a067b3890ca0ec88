"""What everybody may read about personal data, and what each member may see, correct and take away of their own."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ..guessing import KEPT_SECONDS
from ..models import Member, PrivacySettings
from .archive import archive_of
from .correcting import correct
from .forms import CorrectionForm
from .looks import lists_since, visits_to
from .registry import holdings

# More than these are in the file; the page says so.
SHOWN = 5
VISITS_SHOWN = 60
LISTS_SHOWN = 10
SECONDS_OF_A_DAY = 24 * 3600


@require_safe
def privacy(request):
    """What is kept, why, how long, who sees it: for everybody, from what the rooms have registered."""
    browser_days = KEPT_SECONDS // SECONDS_OF_A_DAY
    context = {"holdings": holdings(), "privacy": PrivacySettings.current(), "browser_days": browser_days}
    return render(request, "people/privacy/privacy.html", context)


@login_required
@never_cache
@require_safe
def my_data(request):
    """All that is kept about whoever is signed in, room by room, and who looked at it."""
    member = request.user
    counted = [(holding, holding.count(member)) for holding in holdings() if holding.rows]
    visits, lists = visits_to(member, VISITS_SHOWN + 1), lists_since(member, LISTS_SHOWN + 1)
    context = {
        "kept": [(holding, holding.entries(member, SHOWN), count) for holding, count in counted if count],
        "not_kept": [holding.name for holding, count in counted if not count],
        "visits": visits[:VISITS_SHOWN],
        "more_visits": len(visits) > VISITS_SHOWN,
        "lists": lists[:LISTS_SHOWN],
        "more_lists": len(lists) > LISTS_SHOWN,
        "correctable": PrivacySettings.current().correctable,
    }
    return render(request, "people/privacy/my_data.html", context)


@login_required
@never_cache
@require_safe
def download_my_data(request):
    """The same, complete, as one file."""
    response = HttpResponse(archive_of(request.user), content_type="application/zip")
    name = f"my-data-{request.user.employee_number}-{timezone.localdate()}.zip"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@login_required
@never_cache
def correct_my_data(request):
    """Mobile number and e-mail address, as far as the office lets members correct them."""
    correctable = PrivacySettings.current().correctable
    if not correctable:
        return redirect("my_data")
    # Never the user of the request itself: a form that is refused would leave its values there.
    member = Member.objects.get(pk=request.user.pk)
    form = CorrectionForm(request.POST or None, instance=member, request=request, correctable=correctable)
    if request.method == "POST" and form.is_valid():
        changed = correct(request.user, {name: form.cleaned_data[name] for name in correctable})
        if changed:
            messages.success(request, _("Corrected. The office sees what has changed."))
        return redirect("my_data")
    return render(request, "people/privacy/correct.html", {"form": form}, status=422 if form.errors else 200)
