"""One's own family as far as it comes along: list, add, change, take off. Whose it is not, it is not there."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ..models import Dependant
from .errors import NotKept
from .forms import DependantForm
from .keeping import AT_MOST, keep_dependant, take_off


@login_required
@never_cache
@require_safe
def my_family(request):
    dependants = request.user.dependants.live()
    context = {"dependants": dependants, "at_most": AT_MOST, "is_full": len(dependants) >= AT_MOST}
    return render(request, "people/dependants/my_family.html", context)


@login_required
@never_cache
def add_dependant(request):
    form = DependantForm(request.POST or None, instance=Dependant(member=request.user))
    if request.method == "POST" and is_kept(form):
        messages.success(request, _("%(name)s is on your list.") % {"name": form.instance.name})
        return redirect("my_family")
    return render(request, "people/dependants/dependant.html", {"form": form}, status=422 if form.errors else 200)


@login_required
@never_cache
def change_dependant(request, pk):
    dependant = get_object_or_404(request.user.dependants.live(), pk=pk)
    form = DependantForm(request.POST or None, instance=dependant)
    if request.method == "POST" and is_kept(form):
        messages.success(request, _("What you have changed is saved."))
        return redirect("my_family")
    context = {"form": form, "pk": pk}
    return render(request, "people/dependants/dependant.html", context, status=422 if form.errors else 200)


@login_required
@never_cache
def remove_dependant(request, pk):
    """Ask first; taken off by the second page."""
    dependant = get_object_or_404(request.user.dependants.live(), pk=pk)
    if request.method != "POST":
        return render(request, "people/dependants/remove.html", {"dependant": dependant})
    try:
        said = _("%(name)s is off your list.")
        if not take_off(dependant):
            said = _("%(name)s is off your list; past sign-ups stay on record.")
        messages.success(request, said % {"name": dependant.name})
    except NotKept as refusal:
        messages.error(request, str(refusal))
    return redirect("my_family")


def is_kept(form: DependantForm) -> bool:
    """Keep what a form holds; where that is refused, the form says why."""
    # A form that is empty altogether is not bound, and so not valid either.
    if not form.is_valid():
        return False
    try:
        keep_dependant(form.instance)
    except NotKept as refusal:
        form.add_error(refusal.field, str(refusal))
    except ValidationError as error:
        form.add_error(None, error)
    return not form.errors
