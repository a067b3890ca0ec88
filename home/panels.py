"""What somebody can begin with one tap on the admin's first page."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.permissions import policy_registry

from activities.models import ClubIndexPage, ClubPage, RecurringActivity
from honours.models import Honour
from news.models import NewsIndexPage, NewsPage
from reading.models import Book

from .models import Greeting


@dataclass(frozen=True)
class Beginning:
    label: str | Promise
    url: str
    icon: str


PAGES = [
    (_("Write news"), NewsIndexPage, NewsPage, "edit"),
    (_("Add a club"), ClubIndexPage, ClubPage, "group"),
]
SNIPPETS = [
    (_("Add an activity"), RecurringActivity, "calendar-alt"),
    (_("Add an honour"), Honour, "pick"),
    (_("Add a book"), Book, "openquote"),
    (_("Add a greeting"), Greeting, "mail"),
]

RECORDS = [
    (_("Members"), "people.change_member", "wagtailusers_users:index", "user"),
    (_("Import the roster"), "people.add_member", "roster_imports", "upload"),
    (_("Roles"), "people.add_rolegrant", "people_rolegrant_modeladmin_index", "group"),
    (_("Departments"), "people.change_department", "department:index", "home"),
]


def beginnings(user) -> list[Beginning]:
    """Return what `user` may begin: pages under their index, and snippets."""
    found = []
    for label, index_model, model, icon in PAGES:
        index = index_model.objects.first()
        if index and index.permissions_for_user(user).can_add_subpage():
            url = reverse("wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, index.pk])
            found.append(Beginning(label, url, icon))
    for label, model, icon in SNIPPETS:
        if policy_registry.get_by_type(model).user_has_permission(user, "add"):
            found.append(Beginning(label, reverse(model.snippet_viewset.get_url_name("add")), icon))
    for club in ClubPage.objects.live().filter(leaders__member=user).distinct():
        label = format_lazy("{} {}", _("Edit"), club.title)
        found.append(Beginning(label, reverse("wagtailadmin_pages:edit", args=[club.pk]), "group"))
    for label, permission, url_name, icon in RECORDS:
        if user.has_perm(permission):
            found.append(Beginning(label, reverse(url_name), icon))
    return found


class BeginPanel(Component):
    name = "begin"
    order = 20
    template_name = "home/admin/begin_panel.html"

    def get_context_data(self, parent_context):
        return {"beginnings": beginnings(parent_context["request"].user)}
