"""Lists published for objection, as staff read them."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from people.privacy.looks import note_look

from .listing import said_of_lines
from .models import Objection, Publication
from .paper import list_pdf, result_pdf
from .published import latest_standing, past_lists, standing_lists
from .readers import is_supervisor, may_print, may_see, readable_by
from .registry import answers_of
from .state import state_of

LISTS_A_PAGE = 20
LIST, RESULT = "publications.list", "publications.result"


@login_required
def publications(request):
    """What stands now and what has stood, as far as the reader may see it."""
    past = Paginator(past_lists(request.user), LISTS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "standing": [(each, state_of(each)) for each in standing_lists(request.user)],
        "past": [(each, state_of(each)) for each in past],
        "shown": past,
        "answers": is_supervisor(request.user) or readable_by(request.user).exists(),
    }
    return render(request, "publications/publications.html", context)


def publication_or_404(request, pk: int) -> Publication:
    """Return a list that the reader may see; for everybody else there is none."""
    found = get_object_or_404(Publication.objects.select_related("subject_type"), pk=pk)
    if not may_see(found, request.user):
        raise Http404
    return found


@login_required
def publication(request, pk):
    """One list: its lines, its days, whom to turn to, and what happens next."""
    found = publication_or_404(request, pk)
    standing = latest_standing(found)
    context = {
        "publication": found,
        "thing": found,
        "standing": standing,
        "state": state_of(standing) if standing else None,
        "earlier": [(each, state_of(each)) for each in found.standings.exclude(pk=standing.pk)] if standing else [],
        "own_objections": Objection.objects.filter(member=request.user, standing__publication=found),
        "may_print": may_print(found, request.user),
        "subject_link": answers_of(found).link(found.subject) if found.has_subject and found.subject else "",
        **said_of_lines(found, request.user, request.GET.get("q", ""), request.GET.get("page")),
    }
    return render(request, "publications/publication.html", context)


@login_required
def publication_list(request, pk):
    """The list as a PDF, to pin on the notice board."""
    return _paper(request, pk, LIST, "list", list_pdf)


@login_required
def publication_result(request, pk):
    """What came of the list as a PDF, for the file."""
    return _paper(request, pk, RESULT, "result", result_pdf)


def _paper(request, pk: int, subject: str, name: str, make) -> HttpResponse:
    found = publication_or_404(request, pk)
    standing = latest_standing(found)
    if standing is None or not may_print(found, request.user):
        raise Http404
    note_look(request.user, subject, subject_id=found.pk, people=found.lines.count())
    response = HttpResponse(make(found, standing), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}-{found.pk}-{timezone.localdate():%Y%m%d}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response
