"""What those who belong to a club read of each other, and what its leader does about its members."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from signups.errors import SignUpRefused

from ..models import ClubAnnouncement, ClubMembership, ClubRenewal, ClubRole
from .access import for_keepers, for_those_who_belong, keeps_club
from .announcing import A_DAY, announce
from .forms import AnnouncementForm, RenewalForm, RoleForm
from .listing import names_of, roll_of
from .renewing import DAYS_TO_ANSWER, DAYS_TO_BRING_BACK, bring_back, open_renewal, who_can_be_brought_back
from .roles import end_role, give_role

ANNOUNCEMENTS_SHOWN = 5
NAMES_A_PAGE = 100


@for_those_who_belong
def club_members(request, club):
    """Who belongs to the club: for its members names alone, for whoever keeps its list all who ask, wait or left."""
    said = ClubAnnouncement.objects.filter(club=club).select_related("by")[:ANNOUNCEMENTS_SHOWN]
    context = {"club": club, "announcements": said}
    if keeps_club(club, request.user):
        return render(request, "activities/membership/roll.html", context | roll_of(club, request))
    names = Paginator(names_of(club), NAMES_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "activities/membership/names.html", context | {"shown": names})


@for_keepers
def club_duties(request, club):
    """The duties in the club, and the form that gives one."""
    form = RoleForm(request.POST or None, club=club)
    if request.method == "POST" and form.is_valid():
        try:
            role = give_role(by=request.user, **form.cleaned_data)
        except SignUpRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            said = _("%(name)s has the duty now: %(duty)s.")
            messages.success(request, said % {"name": role.membership.member.name, "duty": role.get_duty_display()})
            return redirect("club_duties", pk=club.pk)
    roles = ClubRole.objects.filter(membership__club=club).select_related("membership__member")
    today = timezone.localdate()
    context = {"club": club, "form": form, "held": roles.not_over()}
    context["past"] = roles.filter(ends_on__lt=today).order_by("-ends_on")[:ANNOUNCEMENTS_SHOWN]
    return render(request, "activities/membership/duties.html", context)


@require_POST
@for_keepers
def end_club_duty(request, club, role_pk):
    role = get_object_or_404(ClubRole, pk=role_pk, membership__club=club)
    try:
        end_role(role, by=request.user)
    except SignUpRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The duty has ended."))
    return redirect("club_duties", pk=club.pk)


@for_keepers
def announce_to_club(request, club):
    """Tell the members of the club something."""
    form = AnnouncementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            announce(club, by=request.user, **form.cleaned_data)
        except SignUpRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The members of the club are told."))
            return redirect("club_members", pk=club.pk)
    count = ClubMembership.objects.present().filter(club=club).count()
    context = {"club": club, "form": form, "count": count, "a_day": A_DAY}
    return render(request, "activities/membership/announce.html", context)


@for_keepers
def club_renewal(request, club):
    """How the renewal of the club stands, or the form that opens one; whom the last one has ended."""
    form = RenewalForm(request.POST or None, days=DAYS_TO_ANSWER)
    if request.method == "POST" and form.is_valid():
        try:
            open_renewal(club, by=request.user, **form.cleaned_data)
        except SignUpRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The renewal is open, and the members are told."))
            return redirect("club_renewal", pk=club.pk)
    renewal = ClubRenewal.objects.filter(club=club, closed_at=None).first()
    context = {"club": club, "form": form, "renewal": renewal, "left": who_can_be_brought_back(club)}
    context |= {"days_to_bring_back": DAYS_TO_BRING_BACK}
    if renewal:
        asked = renewal.asked().select_related("member__department").order_by("member__pinyin")
        missing = asked.filter(has_answered=False)
        context |= {"asked": asked.count(), "missing": missing}
    return render(request, "activities/membership/renewal.html", context)


@require_POST
@for_keepers
def bring_back_to_club(request, club, membership_pk):
    """Let somebody who did not answer belong to the club again."""
    membership = get_object_or_404(ClubMembership.objects.select_related("club", "member"), pk=membership_pk, club=club)
    try:
        row = bring_back(membership, by=request.user)
    except SignUpRefused as refusal:
        messages.error(request, str(refusal))
    else:
        said = (
            _("%(name)s belongs to the club again.")
            if row.is_granted
            else _("No place is free: %(name)s is the first of those who wait.")
        )
        messages.success(request, said % {"name": membership.member.name})
    return redirect("club_renewal", pk=club.pk)


def said_of_opened(count: int) -> str:
    return ngettext("A renewal is open in %(count)d club.", "A renewal is open in %(count)d clubs.", count) % {
        "count": count
    }
