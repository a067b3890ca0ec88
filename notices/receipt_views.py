from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from .actions import remind, seen_by
from .models import Event
from .pasting import text_to_paste
from .receipts import groups_of, with_people

EVENTS_A_PAGE = 20
GROUPS_A_PAGE = 20


@login_required
def sent(request):
    """What the member sent, and what asks for receipts in the groups that the member leads."""
    events = Event.objects.overseen_by(request.user).select_related("sender")
    shown = Paginator(events, EVENTS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "notices/sent.html", {"events": shown})


@login_required
def event_page(request, pk):
    """Who has received it and who has not, group by group: the sender sees all, a leader the own groups."""
    event = get_object_or_404(Event.objects.overseen_by(request.user).select_related("sender"), pk=pk)
    counted = groups_of(event, request.user)
    shown = Paginator(counted, GROUPS_A_PAGE).get_page(request.GET.get("page"))
    missing = seen_by(event, request.user).without_receipt()
    context = {
        "event": event,
        "groups": with_people(event, request.user, shown.object_list),
        "shown": shown,
        "told": sum(row["told"] for row in counted),
        "received": sum(row["received"] for row in counted),
        "to_remind": missing.exclude(recipient__notices__dedupe_key=f"notices.reminder.{event.pk}").count(),
        "text_to_paste": text_to_paste(event.subject, event.body, event.link, event.address),
    }
    return render(request, "notices/event_page.html", context)


@login_required
@require_POST
def remind_all(request, pk):
    """Remind those who have not said that it arrived; each of them once."""
    event = get_object_or_404(Event.objects.overseen_by(request.user).filter(asks_receipt=True), pk=pk)
    count = remind(event, request.user)
    if count:
        said = ngettext("%(count)d person is reminded.", "%(count)d people are reminded.", count)
        messages.success(request, said % {"count": count})
    else:
        messages.info(request, _("Everybody has been reminded already."))
    return redirect("event", pk=event.pk)
