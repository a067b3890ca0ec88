"""Applications, and the membership of one person with its record. For administrators alone; looks are noted."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from ..errors import Refused
from ..models import Member, MembershipApplication
from ..privacy.looks import note_list, note_look
from .applying import accept, refuse
from .changing import MEMBERS, move_in, move_out
from .forms import DecisionForm, MoveForm
from .permissions import for_keepers

HOME = {"url": reverse_lazy("wagtailadmin_home"), "label": gettext_lazy("Home")}
APPLICATIONS_A_PAGE = 20
SUBJECT = MembershipApplication._meta.label_lower
SHOWN = 100


@for_keepers
def applications(request):
    """Who is waiting, who has waited longest first; or those that are closed, the newest first."""
    closed = request.GET.get("show") == "closed"
    found = MembershipApplication.objects.select_related("member__department", "decided_by")
    waiting = found.filter(state=MembershipApplication.State.OPEN).order_by("applied_at", "pk")
    chosen = found.exclude(state=MembershipApplication.State.OPEN) if closed else waiting
    shown = Paginator(chosen, APPLICATIONS_A_PAGE).get_page(request.GET.get("p"))
    note_list(request, SUBJECT, people=shown.paginator.count)
    context = {"shown": shown, "closed": closed} | header(_("Applications for membership"))
    return render(request, "people/membership/applications.html", context)


@for_keepers
def decide_on_application(request, pk):
    """One application: accept it, or refuse it with a remark."""
    application = get_object_or_404(MembershipApplication.objects.select_related("member__department"), pk=pk)
    note_look(request.user, SUBJECT, member=application.member)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = accept if form.cleaned_data["decision"] == MembershipApplication.State.ACCEPTED else refuse
        try:
            act(application, by=request.user, remark=form.cleaned_data["remark"])
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            said = _("%(member)s is refused.") if act is refuse else _("%(member)s is a member of the union now.")
            messages.success(request, said % {"member": application.member})
            return redirect("membership_applications")
    context = {"application": application, "form": form} | header(str(application.member), in_list=True)
    return render(request, "people/membership/application.html", context, status=422 if form.errors else 200)


@for_keepers
def membership_of(request, pk):
    """What somebody's membership is and how it came about."""
    member = get_object_or_404(Member.objects.select_related("department"), pk=pk)
    note_look(request.user, "people.member", member=member)
    context = {
        "member": member,
        "is_member": member.membership_status in MEMBERS,
        "may_move_in": member.membership_status not in MEMBERS and member.staff_status in Member.PRESENT_STATUSES,
        "changes": member.membership_changes.select_related("by")[:SHOWN],
        "applications": member.membership_applications.select_related("decided_by")[:SHOWN],
    }
    return render(request, "people/membership/member.html", context | header(str(member), in_list=True))


@for_keepers
def move_in_view(request, pk):
    """Enter that somebody came from another union."""
    return _move(request, pk, move_in, _("Moved in from another union"))


@for_keepers
def move_out_view(request, pk):
    """Enter that somebody went to another union."""
    return _move(request, pk, move_out, _("Moved out to another union"))


def _move(request, pk, act, title):
    member = get_object_or_404(Member, pk=pk)
    form = MoveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            act(member, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("The membership of %(member)s is entered.") % {"member": member})
            return redirect("membership_of", member.pk)
    context = {"member": member, "form": form, "act": title} | header(title, in_list=True)
    return render(request, "people/membership/move.html", context, status=422 if form.errors else 200)


def header(title: str, *, in_list: bool = False) -> dict:
    above = [{"url": reverse("membership_applications"), "label": _("Applications for membership")}]
    return {
        "header_title": title,
        "header_icon": "user",
        "breadcrumbs_items": [HOME, *(above if in_list else []), {"url": "", "label": title}],
    }
