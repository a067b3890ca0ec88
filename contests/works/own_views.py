"""What an author does with works that were handed in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from ..models import Work
from .errors import WorkRefused
from .forms import WorkForm
from .handing_in import refuse_unless_replaceable, replace, withdraw
from .own_section import with_standing

OWN_A_PAGE = 20


@login_required
def own_works(request):
    """All works of the member's own, with what has become of each."""
    found = Work.objects.filter(author=request.user).select_related("call", "picture").latest_first()
    shown = Paginator(found.prefetch_related("picture__renditions"), OWN_A_PAGE).get_page(request.GET.get("page"))
    with_standing(shown)
    return render(request, "contests/works/own_works.html", {"shown": shown})


@login_required
def replace_work(request, pk):
    """The form by which a work is put in the place of what was handed in."""
    work = get_object_or_404(_own(request), pk=pk)
    known = {"kind": work.call.kinds.filter(name=work.kind).first(), "title": work.title, "text": work.text}
    known["description"] = work.picture.description if work.picture else ""
    form = WorkForm(work.call, request.POST or None, request.FILES or None, work=work, initial=known)
    context = {"call": work.call, "work": work, "form": form}
    try:
        refuse_unless_replaceable(work, request.user)
        if request.method == "POST" and form.is_valid():
            replace(work, request.user, form.contents())
            messages.success(request, _("“%(title)s” is changed.") % {"title": form.cleaned_data["title"]})
            return redirect("own_works")
    except WorkRefused as refusal:
        context["refusal"] = str(refusal)
    status = 422 if form.errors or (request.method == "POST" and "refusal" in context) else 200
    return render(request, "contests/works/hand_in.html", context, status=status)


@login_required
def withdraw_work(request, pk):
    """Withdraw a work, after a page that says what that means."""
    work = get_object_or_404(_own(request), pk=pk)
    if request.method == "POST":
        try:
            withdraw(work, request.user)
            messages.success(request, _("“%(title)s” is withdrawn.") % {"title": work.title})
        except WorkRefused as refusal:
            messages.error(request, str(refusal))
        return redirect("own_works")
    return render(request, "contests/works/withdraw.html", {"work": work, "call": work.call})


def _own(request):
    return Work.objects.filter(author=request.user).select_related("call", "picture")
