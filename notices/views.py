from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from .actions import mark_all_read, mark_read

PAGE_LENGTH = 20


@login_required
def inbox(request):
    """The member's own notices, newest first."""
    notices = Paginator(request.user.notices.all(), PAGE_LENGTH).get_page(request.GET.get("page"))
    return render(
        request, "notices/inbox.html", {"notices": notices, "unread_count": request.user.notices.unread().count()}
    )


@login_required
@require_POST
def open_notice(request, pk):
    """Mark one notice as read and go where it leads."""
    notice = get_object_or_404(request.user.notices, pk=pk)
    mark_read(notice)
    return redirect(notice.link or "inbox")


@login_required
@require_POST
def read_all(request):
    mark_all_read(request.user)
    return redirect("inbox")
