"""Who sees which applications: the office and the contact person all, heads and leaders those of their people."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from approval.permissions import works_on_pages
from people.models import Member

from ..models import Application, Run


def keeps(run: Run, member: Member) -> bool:
    """Whether a member makes the list: the office, and the contact person."""
    return works_on_pages(member) or (run.selection.contact_id == member.pk and member.is_active)


def seen_applications(run: Run, member: Member):
    """Return the applications that a member sees; of others than those whom they look after, none."""
    found = Application.objects.filter(run=run)
    return found if keeps(run, member) else found.seen_by(member).exclude(member=member)


def looks_after_somebody(member: Member) -> bool:
    """Whether a member heads a department, leads a group or chairs a branch: then lists show them their people."""
    led = Q(department__head=member) | Q(union_group__leader=member) | Q(union_group__branch__chair=member)
    return Member.objects.filter(led).exclude(pk=member.pk).exists()


def for_whoever_keeps(view):
    """Call a view with the run of a selection; 404 unless whoever asks makes its list."""

    @login_required
    @wraps(view)
    def run(request, pk, **kwargs):
        found = get_object_or_404(Run.objects.select_related("selection", "drive"), selection=pk)
        if not keeps(found, request.user):
            raise Http404
        return view(request, found, **kwargs)

    return run
