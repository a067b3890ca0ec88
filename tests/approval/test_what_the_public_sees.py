"""Every field of every model is approved content, delegated to somebody, a record, or not for the public.

Of whatever is installed, ours or not: a new model or field that nobody has named here fails. The list for people is
docs/rules/approval.md, “What the public sees without approval”.
"""

from datetime import date

import pytest
from django.apps import apps
from django.db import models
from django.forms.models import BaseInlineFormSet
from django.test.utils import isolate_apps
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.viewsets import viewsets
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import registry
from wagtail.models import Site
from wagtail.snippets.models import get_snippet_models

from approval.contents import VOLATILE_KEYS
from cms.models import UnionDocument, UnionImage, UnionSettings
from days.models import CalendarDay
from honours.models import Honour
from news.models import NewsCategory
from people.models import Audience, Campus, Department, PrivacySettings, Role
from tests.factories import DocumentFactory, ImageFactory, MemberFactory

from .conftest import make_member
from .public_sight import (
    DELEGATED,
    MADE_OF_WHAT_IS_APPROVED,
    NOT_FOR_THE_PUBLIC,
    ORDER_OF_PAGES,
    RECORDS,
    REFUSED,
    STATE,
    SUPERUSER,
    is_approved,
    own_fields,
    unnamed,
)


def test_every_model_and_field_is_named(db):
    assert unnamed(apps.get_models()) == [], (
        "say of each who approves or keeps it, in public_sight.py and docs/rules/approval.md"
    )


def test_what_is_named_is_there_and_named_once():
    labels = {model._meta.label for model in apps.get_models()}
    lists = [set(each) for each in (DELEGATED, RECORDS, NOT_FOR_THE_PUBLIC, MADE_OF_WHAT_IS_APPROVED, REFUSED)]
    assert set.union(*lists) <= labels
    assert sum(map(len, lists)) == len(set.union(*lists))
    for label, (public, other) in {**DELEGATED, **RECORDS}.items():
        assert {*public, *other} <= own_fields(apps.get_model(label)), label


@isolate_apps("news")
def test_a_new_model_is_found():
    """The control."""

    class Bulletin(models.Model):  # noqa: DJ008
        text = models.TextField()

        class Meta:
            app_label = "news"

    assert unnamed([Bulletin]) == ["news.Bulletin"]


@isolate_apps("news")
def test_a_new_model_of_somebody_elses_is_found():
    """The control: what comes with a package is asked about as well."""

    class Popup(models.Model):  # noqa: DJ008
        text = models.TextField()

        class Meta:
            app_label = "wagtailpopup"

    assert unnamed([Popup]) == ["wagtailpopup.Popup"]


@pytest.mark.parametrize("label", sorted(MADE_OF_WHAT_IS_APPROVED))
def test_no_screen_changes_what_is_made_of_what_is_approved(label):
    models_with_screens = {
        *get_snippet_models(),
        *[viewset.model for viewset in viewsets.viewsets if hasattr(viewset, "model")],
    }
    assert apps.get_model(label) not in models_with_screens


def test_a_field_that_no_revision_holds_is_found(monkeypatch):
    whole = Honour.serializable_data
    monkeypatch.setattr(
        Honour, "serializable_data", lambda self: {k: v for k, v in whole(self).items() if k != "citation"}
    )
    assert unnamed([Honour]) == ["honours.Honour.citation"]


def test_a_new_field_of_what_is_delegated_is_found(monkeypatch):
    public, other = DELEGATED["cms.UnionSettings"]
    monkeypatch.setitem(DELEGATED, "cms.UnionSettings", (public[1:], other))
    assert unnamed([UnionSettings]) == ["cms.UnionSettings.hospital_name"]


@pytest.mark.parametrize(
    "model", [model for model in apps.get_models() if is_approved(model)], ids=lambda model: model.__name__
)
def test_the_hash_of_an_approval_leaves_out_no_content(model):
    assert own_fields(model) & VOLATILE_KEYS <= STATE | ORDER_OF_PAGES


def filled(form) -> dict:
    """Return what a browser would send if nobody touched the form."""
    data = {}
    for bound in form:
        value = bound.value()
        data[bound.html_name] = "" if value is None else getattr(value, "pk", value)
    for formset in getattr(form, "formsets", {}).values():
        assert isinstance(formset, BaseInlineFormSet)
        for bound in formset.management_form:
            data[bound.html_name] = bound.value()
    return {name: value for name, value in data.items() if not hasattr(value, "read") and value is not False}


def of_category():
    category = NewsCategory.objects.create(name="工会动态", slug="union-news")
    return Role.CHAIR, category, reverse("wagtailsnippets_news_newscategory:edit", args=[category.pk]), "name"


def of_the_footer():
    row = UnionSettings.for_site(Site.objects.get(is_default_site=True))
    return Role.ADMINISTRATOR, row, f"/admin/settings/cms/unionsettings/{row.site_id}/", "phone"


def of_privacy():
    row = PrivacySettings.objects.create()
    return Role.ADMINISTRATOR, row, f"/admin/settings/people/privacysettings/{row.pk}/", "contact"


def of_department():
    row = Department.objects.create(name="急诊科", slug="emergency")
    return Role.ADMINISTRATOR, row, reverse("department:edit", args=[row.pk]), "name"


def of_campus():
    row = Campus.objects.create(name="东院", slug="east")
    return Role.ADMINISTRATOR, row, reverse("campus:edit", args=[row.pk]), "name"


def of_image():
    row = ImageFactory()
    return Role.PUBLICITY_OFFICER, row, reverse("wagtailimages:edit", args=[row.pk]), "description"


def of_document():
    row = DocumentFactory()
    return Role.PUBLICITY_OFFICER, row, reverse("wagtaildocs:edit", args=[row.pk]), "title"


def of_member():
    row = MemberFactory()
    return Role.ADMINISTRATOR, row, reverse("wagtailusers_users:edit", args=[row.pk]), "name"


def of_the_site():
    row = Site.objects.get(is_default_site=True)
    return SUPERUSER, row, reverse("wagtailsites:edit", args=[row.pk]), "site_name"


def of_redirect():
    row = Redirect.objects.create(old_path="/old", redirect_link="https://example.org/news/")
    return Role.ADMINISTRATOR, row, reverse("wagtailredirects:edit", args=[row.pk]), "redirect_link"


def of_audience():
    row = Audience.objects.create(name="护理人员")
    return Role.ADMINISTRATOR, row, reverse("audience:edit", args=[row.pk]), "name"


def of_calendar_day():
    row = CalendarDay.objects.create(date=date(2031, 5, 1), kind=CalendarDay.Kind.values[0], name="劳动节")
    return Role.ADMINISTRATOR, row, reverse("calendar_day:edit", args=[row.pk]), "name"


@pytest.mark.parametrize(
    "what",
    [
        *[of_category, of_the_footer, of_privacy, of_department, of_campus, of_image, of_document, of_member],
        *[of_the_site, of_redirect, of_audience, of_calendar_day],
    ],
)
def test_a_change_of_what_is_delegated_is_logged_with_who_made_it(what, client, db):
    role, thing, address, field = what()
    rights = {"is_superuser": True} if role == SUPERUSER else {"role": role}
    keeper = make_member("1020", "何人", **rights)
    client.force_login(keeper)
    form = client.get(address).context["form"]
    changed = "https://example.org/clubs/" if field == "redirect_link" else "改过的名称"
    began = timezone.now()
    answer = client.post(address, {**filled(form), field: changed})
    assert answer.status_code == 302, answer.context and answer.context["form"].errors
    assert getattr(type(thing)._base_manager.get(pk=thing.pk), field) == changed
    logged = registry.get_logs_for_instance(thing).filter(timestamp__gte=began, action="wagtail.edit")
    assert [entry.user_id for entry in logged] == [keeper.pk]


@pytest.mark.parametrize("role", [*Role])
def test_the_addresses_of_the_site_are_the_superusers(role, client, db):
    """Which page is the home page is not an office's to change; what readers would find is another site."""
    site = Site.objects.get(is_default_site=True)
    before = Site.objects.values().get(pk=site.pk)
    client.force_login(make_member("1020", "何人", role))
    for name in ("edit", "delete", "copy"):
        address = reverse(f"wagtailsites:{name}", args=[site.pk])
        client.post(address, {"hostname": "elsewhere.example", "port": "80", "root_page": site.root_page_id})
    client.post(reverse("wagtailsites:add"), {"hostname": "elsewhere.example", "port": "80", "root_page": "1"})
    assert list(Site.objects.values()) == [before]


@pytest.mark.parametrize("model", [UnionImage, UnionDocument])
def test_what_is_shown_of_a_file_is_named(model):
    assert model._meta.label in DELEGATED
