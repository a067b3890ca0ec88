"""Nobody publishes directly: not the officer, the chair, the superuser; not by a button or a tampered form."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.models import Page

from approval.errors import ContentsInvalid
from home.models import HomePage
from honours.models import Honour
from news.models import NewsPage
from tests.factories import MemberFactory

from .conftest import decide, make_draft, submit

ROLES = ["officer", "chair", "superuser"]


def form_of(page, **changes):
    """Return the editor's POST data for a news page."""
    return {
        "title": page.title,
        "slug": page.slug,
        "summary": page.summary,
        "visibility": "public",
        "category": page.category_id,
        "date": "2026-04-01",
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "quote",
        "body-0-value-text": "正文",
        "body-0-value-attribution": "",
        "tags": "",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        **changes,
    }


@pytest.mark.parametrize("role", ROLES)
def test_a_tampered_publish_in_the_editor_saves_a_draft_at_most(role, draft, client, request):
    client.force_login(request.getfixturevalue(role))
    client.post(reverse("wagtailadmin_pages:edit", args=[draft.pk]), form_of(draft, **{"action-publish": "1"}))
    assert not NewsPage.objects.get(pk=draft.pk).live


@pytest.mark.parametrize("role", ROLES)
def test_create_and_publish_in_one_go_saves_a_draft_at_most(role, draft, news_index, client, request):
    client.force_login(request.getfixturevalue(role))
    data = form_of(draft, **{"slug": "another", "title": "另一篇", "action-publish": "1"})
    client.post(reverse("wagtailadmin_pages:add", args=["news", "newspage", news_index.pk]), data)
    assert not NewsPage.objects.filter(slug="another", live=True).exists()


@pytest.mark.parametrize("role", ROLES)
def test_the_editor_offers_no_publish_button(role, draft, client, request):
    client.force_login(request.getfixturevalue(role))
    html = client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()
    assert "action-publish" not in html


@pytest.mark.parametrize("role", ROLES)
def test_a_tampered_publish_of_a_snippet_saves_a_draft_at_most(role, honour_draft, client, request):
    client.force_login(request.getfixturevalue(role))
    recipient = honour_draft.recipients.get()
    data = {
        "title": honour_draft.title,
        "kind": "advanced",
        "level": "municipal",
        "awarding_body": honour_draft.awarding_body,
        "rank": "",
        "date": "2026-03-06",
        "citation": "",
        "picture": "",
        "recipients-TOTAL_FORMS": "1",
        "recipients-INITIAL_FORMS": "1",
        "recipients-MIN_NUM_FORMS": "1",
        "recipients-MAX_NUM_FORMS": "1000",
        "recipients-0-id": recipient.pk,
        "recipients-0-name": recipient.name,
        "recipients-0-ORDER": "1",
        "action-publish": "1",
    }
    client.post(reverse("wagtailsnippets_honours_honour:edit", args=[honour_draft.pk]), data)
    assert not Honour.objects.get(pk=honour_draft.pk).live


@pytest.mark.parametrize("role", ["officer", "superuser"])
def test_bulk_publish_publishes_nothing(role, draft, client, request):
    client.force_login(request.getfixturevalue(role))
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={draft.pk}"
    client.post(url)
    assert not NewsPage.objects.get(pk=draft.pk).live


def test_a_task_state_of_another_page_does_not_open_this_one(draft, news_index, officer, chair, client):
    """Wagtail's dialog does not check that the task state belongs to the page in the address."""
    other = make_draft(news_index, chair, slug="by-chair")
    own_state = submit(other, chair)
    submit(draft, officer)
    client.force_login(chair)
    client.post(reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, "approve", own_state.pk]))
    assert not NewsPage.objects.get(pk=other.pk).live


def test_a_live_page_cannot_be_deleted_but_the_chair_takes_it_down(draft, officer, chair, client):
    decide(submit(draft, officer), chair)
    client.force_login(chair)
    client.post(reverse("wagtailadmin_pages:delete", args=[draft.pk]))
    assert NewsPage.objects.get(pk=draft.pk).live
    address = reverse("wagtailadmin_pages:unpublish", args=[draft.pk])
    asked = client.post(address)
    # Nobody is asked by Wagtail first.
    assert client.get(address).url == asked.url
    assert NewsPage.objects.get(pk=draft.pk).live
    client.post(asked.url, {"comment": "时间有误"})
    assert not NewsPage.objects.get(pk=draft.pk).live


@pytest.mark.parametrize("role", ROLES)
def test_no_action_of_the_admins_api_is_carried_out(role, draft, news_index, officer, chair, client, request):
    """It would unpublish without a remark, and with everything below."""
    decide(submit(draft, officer), chair)
    client.force_login(request.getfixturevalue(role))
    data = {
        "recursive": True,
        "destination_page_id": news_index.get_parent().pk,
        "revision_id": draft.latest_revision_id,
        "locale": "en",
        "slug": "another",
        "update_slug": "another",
    }
    pages = list(Page.objects.order_by("path").values())
    for action in [*PagesAdminAPIViewSet.actions, "unheard-of"]:
        for page in (draft, news_index):
            address = f"/admin/api/main/pages/{page.pk}/action/{action}/"
            answer = client.post(address, data, content_type="application/json")
            assert answer.status_code == 403, action
            assert "审批人" in answer.json()["message"]
    assert list(Page.objects.order_by("path").values()) == pages


def test_the_admins_api_still_answers_questions(draft, officer, client):
    """The explorer and the choosers of Wagtail ask it."""
    client.force_login(officer)
    assert client.get(f"/admin/api/main/pages/{draft.pk}/").json()["id"] == draft.pk
    assert client.get("/admin/api/main/pages/").json()["meta"]["total_count"]


def test_an_officer_cannot_take_a_live_page_down(draft, officer, chair, client):
    decide(submit(draft, officer), chair)
    client.force_login(officer)
    client.post(reverse("wagtailadmin_pages:unpublish", args=[draft.pk]))
    assert NewsPage.objects.get(pk=draft.pk).live


def test_a_live_snippet_cannot_be_deleted(honour_draft, officer, chair, client):
    decide(submit(honour_draft, officer), chair)
    client.force_login(officer)
    client.post(reverse("wagtailsnippets_honours_honour:delete", args=[honour_draft.pk]))
    assert Honour.objects.filter(pk=honour_draft.pk, live=True).exists()


@pytest.mark.parametrize("kind", ["draft", "honour_draft"])
def test_what_has_an_approved_hour_is_not_deleted_past_its_approver(kind, officer, chair, client, request):
    thing = request.getfixturevalue(kind)
    thing.go_live_at = timezone.now() + timedelta(hours=3)
    thing.save_revision(user=officer)
    decide(submit(thing, officer), chair)
    client.force_login(officer)
    name = "wagtailadmin_pages" if kind == "draft" else "wagtailsnippets_honours_honour"
    client.post(reverse(f"{name}:delete", args=[thing.pk]))
    assert type(thing).objects.filter(pk=thing.pk).exists()


def test_a_draft_is_deleted_by_its_author(draft, officer, client):
    client.force_login(officer)
    client.post(reverse("wagtailadmin_pages:delete", args=[draft.pk]))
    assert not NewsPage.objects.filter(pk=draft.pk).exists()


def test_a_member_of_staff_does_not_enter_the_editor(draft, reader, client):
    client.force_login(reader)
    assert client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).status_code == 302
    assert client.get("/admin/approvals/").status_code == 302


def test_the_chair_takes_a_live_snippet_down_and_then_it_can_be_deleted(honour_draft, officer, chair, client):
    decide(submit(honour_draft, officer), chair)
    address = reverse("wagtailsnippets_honours_honour:unpublish", args=[honour_draft.pk])
    client.force_login(officer)
    client.post(address)
    assert Honour.objects.get(pk=honour_draft.pk).live
    client.force_login(chair)
    asked = client.post(address)
    assert Honour.objects.get(pk=honour_draft.pk).live
    client.post(asked.url, {"comment": "名称有误"})
    assert not Honour.objects.get(pk=honour_draft.pk).live
    client.post(reverse("wagtailsnippets_honours_honour:delete", args=[honour_draft.pk]))
    assert not Honour.objects.filter(pk=honour_draft.pk).exists()


def test_a_superuser_publishes_nothing_right_under_the_root(superuser, db, client):
    """The root is a page of Wagtail's own type, and on a new site a home page is made under it."""
    root = Page.get_first_root_node()
    assert not root.permissions_for_user(superuser).can_publish_subpage()
    client.force_login(superuser)
    data = {
        "title": "职工之家",
        "slug": "staff-home",
        "summary": "",
        "visibility": "public",
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "action-publish": "1",
    }
    client.post(reverse("wagtailadmin_pages:add", args=["home", "homepage", root.pk]), data)
    assert not HomePage.objects.filter(live=True).exists()


def test_a_refusal_in_wagtails_own_dialog_says_why(draft, news_index, officer, chair, deputy, client):
    page = NewsPage.objects.get(pk=draft.pk)
    page.body = []
    page.save_revision(user=officer, clean=False)
    state = submit(page, officer)
    client.force_login(chair)
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    response = client.post(address, follow=True)
    assert [str(message) for message in response.context["messages"]][0].startswith(str(ContentsInvalid.sentence))


def test_drafts_of_a_kind_are_chosen_by_those_who_edit_it_alone(honour_draft, officer, client):
    chooser = Honour.snippet_viewset.chooser_viewset
    chosen = reverse(chooser.get_url_name("chosen"), args=[honour_draft.pk])
    several = f"{reverse(chooser.get_url_name('chosen_multiple'))}?id={honour_draft.pk}"
    addresses = [reverse(chooser.get_url_name(name)) for name in ("choose", "choose_results")] + [chosen, several]
    client.force_login(officer)
    assert {client.get(address).status_code for address in addresses} == {200}
    client.force_login(MemberFactory(librarian=True))
    assert {client.get(address).status_code for address in addresses} == {302}
