from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import render

from cms.restriction import readable
from notices.unread import unread_count
from people.sessions.listing import sign_ins_of

from .search import search_everything

NOTICES_SHOWN = 8
QUERY_LENGTH = 100


def search(request):
    """Find what is public, and for signed-in staff what is theirs, by the words in `q`."""
    query = request.GET.get("q", "").strip()[:QUERY_LENGTH]
    kind = request.GET.get("kind", "")
    groups = search_everything(query, request.user) if query else []
    chosen = next((group for group in groups if group.kind == kind), None)
    shown = Paginator(chosen.found, 20).get_page(request.GET.get("page")) if chosen else None
    context = {"query": query, "groups": groups, "chosen": chosen, "page_obj": shown}
    context["total"] = sum(group.count for group in groups)
    return render(request, "home/search.html", context)


@login_required
def my_page(request):
    """The member's own page: clubs, notices, and the way to what they may edit."""
    member = request.user
    sign_ins = sign_ins_of(request)
    memberships = (
        member.club_memberships.filter(left_on=None, club__live=True).select_related("club").order_by("joined_on")
    )
    context = {
        "memberships": readable(memberships, member, pk="club_id", path="club__path"),
        "led_clubs": member.led_clubs.filter(club__live=True).select_related("club"),
        "notices": member.notices.all()[:NOTICES_SHOWN],
        "unread_count": unread_count(member),
        "honours": member.honours.filter(honour__live=True).select_related("honour").order_by("-honour__date"),
        "sign_ins": sign_ins,
        "has_other_sign_ins": any(not sign_in.is_this_one for sign_in in sign_ins),
        "may_enter_admin": member.has_perm("wagtailadmin.access_admin"),
    }
    return render(request, "home/my_page.html", context)
