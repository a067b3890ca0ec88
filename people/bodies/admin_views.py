"""Bodies in the admin: who holds what, what was before, and the acts. For administrators alone; looks are noted."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from ..errors import Refused
from ..models import Body, PostHeld
from ..privacy.looks import note_list
from .appointing import appoint, end_post
from .forms import AppointForm, EndPostForm, TermForm, role_beside
from .listing import held_now, past, rows_of, with_parts
from .permissions import for_appointers
from .terms import begin_term

HOME = {"url": reverse_lazy("wagtailadmin_home"), "label": gettext_lazy("Home")}
BODIES_A_PAGE = 30
PAST_SHOWN = 100
SUBJECT = PostHeld._meta.label_lower


@for_appointers
def bodies(request):
    """Every body with who leads it; by kind, and by the name of the body or of somebody in it."""
    kind, words = request.GET.get("kind", ""), request.GET.get("q", "").strip()[:60]
    found = Body.objects.in_order()
    if kind in Body.Kind.values:
        found = found.filter(kind=kind)
    if words:
        found = found.found_by(words)
    shown = Paginator(found, BODIES_A_PAGE).get_page(request.GET.get("p"))
    kinds = [("", _("all")), *Body.Kind.choices]
    context = {"shown": shown, "rows": rows_of(shown), "kinds": kinds, "kind": kind, "words": words}
    return render(request, "people/bodies/bodies.html", context | header(_("Bodies and posts")))


@for_appointers
def body(request, pk):
    """One body: the posts that are held in it, its terms, and who held what before."""
    found = body_or_404(pk)
    terms, more = past(found, PAST_SHOWN)
    held = held_now(found)
    _note(request, found, len(held) + sum(len(term.posts) for term in terms))
    context = {
        "body": found,
        "held": held,
        "current": found.terms.first(),
        "terms": terms,
        "more": more,
    }
    return render(request, "people/bodies/body.html", context | header(str(found), found))


@for_appointers
def appoint_view(request, pk):
    """Give somebody a post."""
    found = body_or_404(pk)
    form = AppointForm(request.POST or None, body=found)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            held = appoint(found, data["post"], data["member"], by=request.user, starts_on=data["starts_on"])
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("%(post)s is entered.") % {"post": held})
            offer_role(request, held)
            return redirect("body", found.pk)
    return _form(request, form, _("Give a post"), found)


@for_appointers
def end_post_view(request, pk):
    """End a post, with a day and a reason."""
    held = get_object_or_404(with_parts(PostHeld.objects.held()), pk=pk)
    form = EndPostForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            end_post(held, on=data["on"], ending=data["ending"], remark=data["remark"], by=request.user)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("%(post)s has ended.") % {"post": held})
            remind_of_role(request, held)
            return redirect("body", held.body_id)
    return _form(request, form, _("End this post"), held.body, held=held)


@for_appointers
def begin_term_view(request, pk):
    """Begin a new term, with those who go on in it."""
    found = body_or_404(pk)
    if found.kind == Body.Kind.DEPARTMENT:
        raise Http404
    _note(request, found, found.posts_held.held().count())
    form = TermForm(request.POST or None, body=found)
    if request.method == "POST" and form.is_valid():
        data = {"staying": [], **form.cleaned_data}
        try:
            term = begin_term(found, by=request.user, **data)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("%(term)s has begun.") % {"term": term})
            return redirect("body", found.pk)
    return _form(request, form, _("Begin a term"), found)


def offer_role(request, held: PostHeld) -> None:
    """Say that a post alone lets nobody approve anything, and where a role is granted."""
    role = role_beside(held)
    if role is None or held.member.role_grants.in_force().filter(role=role, scope_type=None).exists():
        return
    if request.user.has_perm("people.add_rolegrant"):
        button = messages.button(reverse("people_rolegrant_modeladmin_create"), _("Grant a role"))
        sentence = _("A post lets nobody approve or publish. If %(member)s should, grant the role “%(role)s”.")
        messages.warning(request, sentence % {"member": held.member.name, "role": role.label}, buttons=[button])


def remind_of_role(request, held: PostHeld) -> None:
    """Say so where somebody keeps the role that went with the post."""
    role = role_beside(held)
    if role is None or not held.member.role_grants.in_force().filter(role=role, scope_type=None).exists():
        return
    button = messages.button(reverse("people_rolegrant_modeladmin_index"), _("Roles"))
    sentence = _("%(member)s still has the role “%(role)s”: end it there if it went with the post.")
    messages.warning(request, sentence % {"member": held.member.name, "role": role.label}, buttons=[button])


def body_or_404(pk: int) -> Body:
    return get_object_or_404(Body.objects.in_order(), pk=pk)


def _note(request, body: Body, people: int) -> None:
    """It shows employee numbers, and how posts came to an end."""
    note_list(request, SUBJECT, people=people, subject_id=body.pk)


def header(title: str, body: Body | None = None) -> dict:
    above = [{"url": reverse("bodies"), "label": _("Bodies and posts")}] if body else []
    return {
        "header_title": title,
        "header_icon": "group",
        "breadcrumbs_items": [HOME, *above, {"url": "", "label": title}],
    }


def _form(request, form, title: str, body: Body, **context):
    items = header(title, body)
    items["breadcrumbs_items"].insert(2, {"url": reverse("body", args=[body.pk]), "label": str(body)})
    context |= {"form": form, "body": body, "act": title, **items}
    return render(request, "people/bodies/act.html", context, status=422 if form.errors else 200)
