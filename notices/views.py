from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from people.models import Member

from .actions import give_receipt, keep_choices, mark_all_read, mark_read
from .errors import NoReceiptAsked
from .forms import PreferencesForm
from .kinds import name_of_kind
from .models import Event, Notice, Preferences
from .pasting import text_to_paste
from .unread import unread_count

PAGE_LENGTH = 20


@login_required
def inbox(request):
    """The member's own notices, newest first; `unread` and `kind` narrow them."""
    own = request.user.notices
    codes = own.order_by("kind").values_list("kind", flat=True).distinct()
    unread, kind = "unread" in request.GET, request.GET.get("kind", "")
    shown = own.unread() if unread else own.all()
    if kind:
        shown = shown.filter(kind=kind)
    context = {
        "notices": Paginator(shown.select_related("event"), PAGE_LENGTH).get_page(request.GET.get("page")),
        "unread_count": unread_count(request.user),
        "kinds": sorted({code: name_of_kind(code) for code in codes}.items(), key=lambda each: each[1]),
        "only_unread": unread,
        "kind": kind,
        "oversees": Event.objects.overseen_by(request.user).exists(),
    }
    return render(request, "notices/inbox.html", context)


@login_required
def notice_page(request, pk):
    """One notice in full. Who was told the same is led to the own one, so that its address can be passed on."""
    notice = request.user.notices.select_related("event").filter(pk=pk).first()
    if notice is None:
        return redirect("notice", pk=_told_the_same(request.user, Notice.objects.filter(pk=pk)).pk)
    own_address = notice.event.address if notice.event else ""
    if not own_address and Notice.objects.filter(dedupe_key=notice.dedupe_key).exclude(pk=notice.pk).exists():
        own_address = reverse("notice", args=[notice.pk])
    # What was told to many may have called each by name; the words of the event are for all.
    told = notice.event or notice
    pasted = "" if notice.is_personal else text_to_paste(told.subject, told.body, notice.link, own_address)
    return render(request, "notices/notice_page.html", {"notice": notice, "text_to_paste": pasted})


@login_required
def notice_of_event(request, pk):
    """The member's own notice of something that was told to many, perhaps in other words."""
    return redirect("notice", pk=_told_the_same(request.user, Notice.objects.filter(event=pk)).pk)


def _told_the_same(member: Member, notices: QuerySet[Notice]) -> Notice:
    """Return what the member was told by the same key as others were; 404 where that is nothing."""
    same = member.notices.filter(dedupe_key__in=notices.values("dedupe_key")).first()
    if same is None:
        raise Http404
    return same


@login_required
@require_POST
def open_notice(request, pk):
    """Mark one notice as read and go where it leads."""
    notice = get_object_or_404(request.user.notices, pk=pk)
    mark_read(notice)
    return redirect(notice.link or reverse("notice", args=[notice.pk]))


@login_required
@require_POST
def receive(request, pk):
    """Say that a notice has arrived."""
    notice = get_object_or_404(request.user.notices.select_related("event"), pk=pk)
    try:
        give_receipt(notice)
    except NoReceiptAsked as refusal:
        raise Http404 from refusal
    return redirect("notice", pk=notice.pk)


@login_required
@require_POST
def read_all(request):
    mark_all_read(request.user)
    return redirect("inbox")


@login_required
def preferences(request):
    """How the member hears of notices beside the inbox, and when not."""
    kept = Preferences.objects.filter(member=request.user).first() or Preferences(member=request.user)
    form = PreferencesForm(request.POST or None, instance=kept)
    if request.method == "POST" and form.is_valid():
        keep_choices(form.save(commit=False))
        messages.success(request, _("Saved."))
        return redirect("notice_settings")
    return render(request, "notices/preferences.html", {"form": form})
