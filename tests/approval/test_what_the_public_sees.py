"""Every field of every model is approved content, delegated to somebody, a record, or not for the public.

Of whatever is installed, ours or not: a new model or field that nobody has named here fails. The list for people is
docs/rules/approval.md, “What the public sees without approval”.
"""

from collections.abc import Iterable
from datetime import date

import pytest
from django.apps import apps
from django.db import models
from django.forms.models import BaseInlineFormSet
from django.test.utils import isolate_apps
from django.urls import reverse
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.admin.viewsets import viewsets
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import registry
from wagtail.models import Page, Site
from wagtail.snippets.models import get_snippet_models

from approval.contents import VOLATILE_KEYS
from approval.models import ApprovedSnippet
from cms.models import UnionDocument, UnionImage, UnionSettings
from days.models import CalendarDay
from honours.models import Honour
from news.models import NewsCategory
from people.models import Audience, Campus, Department, PrivacySettings, Role
from tests.factories import DocumentFactory, ImageFactory, MemberFactory

from .conftest import make_member

SUPERUSER = "superuser"

# Kept by the named role without a second person, logged: {model: (what the public sees, the rest)}.
DELEGATED = {
    "news.NewsCategory": (["name", "slug", "position"], []),
    "cms.UnionSettings": (["hospital_name", "union_name", "motto", "phone", "address", "icp_number"], ["site"]),
    "cms.UnionImage": (
        ["title", "description", "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height"],
        [
            # What is shown is the file: superseded, never replaced.
            *["file", "width", "height", "file_size", "file_hash"],
            *[
                "collection",
                "created_at",
                "uploaded_by_user",
                "consent",
                "consent_note",
                "shows_children",
                "visibility",
            ],
        ],
    ),
    "cms.UnionDocument": (
        ["title"],
        ["file", "file_size", "file_hash", "collection", "created_at", "uploaded_by_user", "visibility"],
    ),
    "people.Department": (["name", "slug", "position", "parent"], ["head"]),
    "people.Campus": (["name", "slug", "position"], []),
    "people.Audience": (
        ["name"],
        [
            *["everyone", "gender", "age_from", "age_to", "years_here"],
            *["employments", "membership_statuses", "staff_statuses"],
        ],
    ),
    "people.Member": (
        ["name"],
        [
            *["password", "last_login", "is_superuser", "email", "is_staff", "is_active", "date_joined"],
            *["employee_number", "pinyin", "gender", "birthday", "department", "campus", "union_group", "title"],
            *["employment", "staff_status", "membership_status", "started_work_on", "joined_hospital_on"],
            *["started_practice_on", "roles_valid_until", "mobile", "gone_since", "emptied_at"],
        ],
    ),
    "people.PrivacySettings": (["leavers_kept_for", "contact"], ["corrects_mobile", "corrects_email"]),
    "signups.Venue": (
        ["name", "campus", "directions", "is_open", "is_bookable", "slot_minutes", "slot_places", "book_days_ahead"],
        ["book_limit", "audience"],
    ),
    "signups.OpeningHours": (["venue", "weekday", "opens", "closes"], []),
    "signups.Closure": (["venue", "starts_on", "ends_on", "reason"], []),
    "signups.Drive": (["title"], ["made_at"]),
    "days.CalendarDay": (["date", "kind", "name"], []),
    "days.AnnouncedYear": (["year"], []),
    "wagtailcore.Site": (["hostname", "port", "site_name", "root_page", "is_default_site"], []),
    "wagtailredirects.Redirect": (
        ["old_path", "site", "is_permanent", "redirect_page", "redirect_page_route_path", "redirect_link"],
        ["automatically_created", "created_at"],
    ),
}
# Of pages, beside the content that is approved: their order.
ORDER_OF_PAGES = {"path"}
# Made of what is approved, by nobody's hand: no screen changes them.
MADE_OF_WHAT_IS_APPROVED = {
    # The content itself; what has been submitted is frozen.
    "wagtailcore.Revision",
    # A page's tags: their names are part of what is hashed.
    "taggit.Tag",
    # What a film's own site says to its address.
    "wagtailembeds.Embed",
    # What is found, and in what size a picture is shown.
    "wagtailsearch.IndexEntry",
    "cms.UnionRendition",
    # The terms of an activity, as its live version says them.
    "signups.Offering",
    # Who may read a page, as its approved version says.
    "cms.Restriction",
}
# Would change who sees a page, so it is refused to everybody: `can_set_view_restrictions`.
REFUSED = {"wagtailcore.PageViewRestriction"}
# What follows from these is public: how many copies a book has, how many members a club.
RECORDS = {
    "reading.Copy": (["book", "withdrawn_on"], ["barcode", "shelf", "acquired_on"]),
    "activities.ClubMembership": (["club", "left_on"], ["member", "joined_on"]),
    # The dates of what is approved. One of them is moved, enlarged or cancelled by whoever keeps its list.
    "signups.Session": (
        [
            *["offering", "starts_at", "ends_at", "venue", "place", "topic", "capacity", "taken", "state", "remark"],
            *["opens_at", "closes_at", "cancel_until", "sequence", "changed_at", "drawn_at"],
        ],
        ["key", "is_slot", "changed_by_hand", "is_out_of_step", "attendance_closed_at"],
    ),
    # By what nobody chose: anybody can do a draw again.
    "signups.Draw": (
        [
            *["session", "algorithm", "commitment", "committed_at", "seed", "entries_digest", "places", "put_first"],
            *["first_timers_first", "seniority_counts", "drawn_at"],
        ],
        ["drawn_by"],
    ),
    "signups.DrawEntry": (
        ["draw", "number", "people", "weight", "is_first_timer", "digest", "score", "position"],
        ["sign_up"],
    ),
    "signups.DrawSeed": (["session", "commitment", "made_at"], ["sealed"]),
    "approval.Confirmation": (
        ["confirmed_at"],
        ["content_type", "object_id", "title", "revision_number", "confirmed_by"],
    ),
}
NOT_FOR_THE_PUBLIC = {
    "news.ManuscriptImport",
    "news.KeptManuscript",
    "home.CalendarFeed",
    "people.Dependant",
    *["signups.SignUp", "signups.Strike", "signups.Pool", "signups.Release", "signups.SignUpSettings"],
    *["signups.Answers", "signups.Consent", "signups.Attachment", "signups.AttendanceMark", "signups.Token"],
    "signups.SwapOffer",
    "cms.FileUse",
    *["notices.Notice", "notices.Event", "notices.Delivery"],
    *["notices.NoticeSettings", "notices.Preferences", "notices.WorkAccount"],
    "people.RoleGrant",
    "people.Branch",
    "people.UnionGroup",
    "people.Body",
    "people.Term",
    "people.PostHeld",
    "people.MembershipApplication",
    "people.MembershipChange",
    "people.FormerNumber",
    "people.Correction",
    "people.Look",
    "people.RosterImport",
    "people.RosterRow",
    "people.HeadingMemory",
    *["people.SecondFactorRemoval", "mfa.Authenticator"],
    *["socialaccount.SocialAccount", "socialaccount.SocialApp", "socialaccount.SocialToken"],
    "people.SignInCode",
    "people.SignInSettings",
    "days.YearlyCounter",
    "approval.Acknowledgement",
    "approval.ApprovalSettings",
    "approval.CheckSettings",
    "approval.CheckedWord",
    "approval.Deputyship",
    "approval.MissedHour",
    "approval.ApprovalRecord",
    "approval.RecordWords",
    "approval.ChainHead",
    "approval.ReviewTask",
    "approval.ProofReading",
    "approval.JointSubmission",
    "approval.JointItem",
    # Who may do what, and who is who.
    *["auth.Group", "auth.Permission", "account.EmailAddress", "account.EmailConfirmation", "sessions.Session"],
    "usersessions.UserSession",
    *["wagtailcore.GroupCollectionPermission", "wagtailcore.GroupPagePermission", "wagtailcore.GroupSitePermission"],
    *["wagtailcore.APIToken", "wagtailusers.UserProfile", "wagtailadmin.Admin", "wagtailadmin.EditingSession"],
    # How something is approved, and what is said meanwhile.
    *["wagtailcore.Workflow", "wagtailcore.WorkflowContentType", "wagtailcore.WorkflowPage"],
    *["wagtailcore.WorkflowState", "wagtailcore.WorkflowTask", "wagtailcore.Task", "wagtailcore.TaskState"],
    *["wagtailcore.GroupApprovalTask", "wagtailcore.Comment", "wagtailcore.CommentReply"],
    *["wagtailcore.PageSubscription", "wagtailadmin.FormState"],
    # Where editors keep files: who sees a file follows from its uses alone, see cms/file_visibility.py.
    *["wagtailcore.Collection", "wagtailcore.CollectionViewRestriction", "wagtailcore.UploadedFile"],
    # Tables of Wagtail's that ours stand in for.
    *["wagtaildocs.Document", "wagtailimages.Image", "wagtailimages.Rendition"],
    # The tags of pictures and documents.
    "taggit.TaggedItem",
    # The machinery.
    *["contenttypes.ContentType", "wagtailcore.Locale", "wagtailcore.ReferenceIndex"],
    *["wagtailcore.ModelLogEntry", "wagtailcore.PageLogEntry"],
    *["procrastinate.ProcrastinateEvent", "procrastinate.ProcrastinateJob"],
    *["procrastinate.ProcrastinatePeriodicDefer", "procrastinate.ProcrastinateWorker"],
}
# Of a page or snippet, what is no content: whether it is live, who works at it, how deep in the tree it stands, what
# follows from the content.
STATE = {
    *[
        "id",
        "page_ptr",
        "depth",
        "numchild",
        "url_path",
        "translation_key",
        "locale",
        "content_type",
        "alias_of",
    ],
    *["live", "expired", "has_unpublished_changes", "first_published_at", "last_published_at", "live_revision"],
    *["latest_revision", "latest_revision_created_at", "locked", "locked_at", "locked_by", "owner", "draft_title"],
    "search_text",
}


def is_approved(model) -> bool:
    return issubclass(model, Page | ApprovedSnippet)


def parents_of(model) -> list[type]:
    """Return the models of whose revisions the rows of `model` are a part."""
    return [field.related_model for field in model._meta.fields if isinstance(field, ParentalKey)]


def own_fields(model) -> set[str]:
    """Return the fields of a row. Lists that are models of their own, such as tags, are named as such."""
    fields = {field.name for field in model._meta.concrete_fields if not field.primary_key}
    lists = {
        field.name
        for field in model._meta.many_to_many
        if field.remote_field.through._meta.auto_created and field.name not in ("groups", "user_permissions")
    }
    return fields | lists


def unnamed(found: Iterable[type[models.Model]]) -> list[str]:
    """Return what is neither part of a revision nor named above, as app.Model or app.Model.field."""
    missing = []
    for model in found:
        label = model._meta.label
        if is_approved(model):
            said = set(model().serializable_data())
            missing += [f"{label}.{name}" for name in sorted(own_fields(model) - said - STATE - ORDER_OF_PAGES)]
        elif any(is_approved(parent) for parent in parents_of(model)):
            said = set(model().serializable_data() if hasattr(model, "serializable_data") else own_fields(model))
            missing += [f"{label}.{name}" for name in sorted(own_fields(model) - said)]
        elif label in DELEGATED or label in RECORDS:
            public, other = DELEGATED.get(label) or RECORDS[label]
            ties = {field.name for field in model._meta.many_to_many} | {"page_ptr"}
            missing += [f"{label}.{name}" for name in sorted(own_fields(model) - ties - {*public, *other})]
        elif label not in NOT_FOR_THE_PUBLIC | MADE_OF_WHAT_IS_APPROVED | REFUSED:
            missing.append(label)
    return missing


def test_every_model_and_field_is_named(db):
    assert unnamed(apps.get_models()) == [], "say of each who approves or keeps it, here and in docs/rules/approval.md"


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
