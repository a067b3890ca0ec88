"""Ways around an approval that Wagtail leaves open, each tried in the way it was found.

After an upgrade of Wagtail a failure here says what has changed. The whole list, with the tests that stand elsewhere,
is in docs/rules/approval.md under “Traps”.
"""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import get_resolver, path, resolve, reverse
from django.urls.resolvers import URLResolver
from django.utils import timezone
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.api.v3.urls import api as third_api
from wagtail.models import (
    DraftStateMixin,
    GroupApprovalTask,
    LockableMixin,
    Page,
    PageLogEntry,
    PageViewRestriction,
    RevisionMixin,
    TaskState,
    Workflow,
    WorkflowMixin,
    WorkflowPage,
)
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

from approval.errors import AlreadyDecided
from approval.models import ApprovalRecord
from approval.registry import approved_snippets
from approval.roles import STOCK_WORKFLOW_NAME, WORKFLOW_NAME, set_up_roles
from honours.models import Honour
from news.models import NewsIndexPage, NewsPage
from notices.models import Notice
from people.models import Role

from .conftest import decide, make_draft, make_member, submit
from .test_no_side_door import form_of

ROLES = ["officer", "chair", "superuser"]


def order_and_addresses() -> list[tuple[str, str]]:
    return list(Page.objects.order_by("path").values_list("path", "url_path"))


def form_of_honour(honour, **changes) -> dict:
    """Return the editor's POST data for an honour without recipients."""
    said = {"title": honour.title, "kind": "advanced", "level": "municipal", "awarding_body": honour.awarding_body}
    forms = {"TOTAL_FORMS": "1", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "1", "MAX_NUM_FORMS": "1000"}
    recipients = {f"recipients-{name}": value for name, value in forms.items()}
    recipient = {"recipients-0-name": "急诊护理组", "recipients-0-id": "", "recipients-0-ORDER": "1"}
    rest = {"rank": "", "date": "2026-03-06", "citation": "", "picture": ""}
    return {**said, **rest, **recipients, **recipient, **changes}


def fresh(page):
    return NewsPage.objects.get(pk=page.pk)


def test_a_reviewers_own_edit_in_the_post_that_approves_does_not_ride_along(draft, officer, chair, client):
    """Wagtail asks who may act before it saves what the same form brings."""
    submitted = submit(draft, officer)
    client.force_login(chair)
    form = form_of(draft, title="主席自己的标题")
    form |= {"action-workflow-action": "true", "workflow-action-name": "approve", "workflow-action-extra-data": "{}"}
    answer = client.post(reverse("wagtailadmin_pages:edit", args=[draft.pk]), form)
    # The form was accepted, or nothing was tried: the edit was saved, as a draft.
    assert answer.status_code == 302
    page = fresh(draft)
    assert page.get_latest_revision().content["title"] == "主席自己的标题"
    assert page.live
    assert page.live_revision_id == submitted.revision_id
    assert page.title == "春季健步走报名"


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("kind", ["draft", "honour_draft"])
def test_the_action_that_publishes_refuses_everybody(kind, role, request):
    """Every button ends in it."""
    thing, member = request.getfixturevalue(kind), request.getfixturevalue(role)
    action = PublishPageRevisionAction if kind == "draft" else PublishRevisionAction
    with pytest.raises(PermissionDenied):
        action(thing.latest_revision, user=member).execute()
    assert not type(thing).objects.get(pk=thing.pk).live


@pytest.mark.parametrize("role", ROLES)
def test_a_copy_of_a_live_page_is_never_live(role, draft, officer, chair, request):
    """Copying keeps a page live unless it is told otherwise."""
    decide(submit(draft, officer), chair)
    member = request.getfixturevalue(role)
    copy = CopyPageAction(fresh(draft), user=member, update_attrs={"slug": "copy"}).execute()
    in_code = fresh(draft).copy(user=member, update_attrs={"slug": "another"})
    assert [fresh(each).live for each in (copy, in_code)] == [False, False]
    assert [fresh(each).live_revision for each in (copy, in_code)] == [None, None]


@pytest.mark.parametrize("role", ROLES)
def test_nobody_makes_an_alias_that_is_live_at_once(role, draft, officer, chair, request):
    decide(submit(draft, officer), chair)
    with pytest.raises(PermissionDenied):
        fresh(draft).create_alias(user=request.getfixturevalue(role), update_slug="alias")
    assert NewsPage.objects.filter(live=True).count() == 1


@pytest.mark.parametrize("role", ROLES)
def test_a_live_page_is_not_moved_to_another_address(role, draft, news_index, officer, chair, client, request):
    """Wagtail asks a superuser where to only, and not whether the page may be moved."""
    decide(submit(draft, officer), chair)
    make_draft(news_index, officer, "second")
    elsewhere = news_index.get_parent().add_child(instance=NewsIndexPage(title="旧闻", slug="old"))
    before = order_and_addresses()
    client.force_login(request.getfixturevalue(role))
    # To its own parent it would go to the end of the order, which is for approvers to say.
    for parent in [elsewhere] if role == "chair" else [elsewhere, news_index]:
        client.post(reverse("wagtailadmin_pages:move_confirm", args=[draft.pk, parent.pk]))
        bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
        client.post(f"{bulk}?id={draft.pk}", {"chooser": parent.pk})
    assert order_and_addresses() == before


@pytest.mark.parametrize("role", ROLES)
def test_a_draft_is_moved_by_who_may_edit_it(role, draft, news_index, client, request):
    """The control."""
    elsewhere = news_index.get_parent().add_child(instance=NewsIndexPage(title="旧闻", slug="old"))
    client.force_login(request.getfixturevalue(role))
    client.post(reverse("wagtailadmin_pages:move_confirm", args=[draft.pk, elsewhere.pk]))
    assert fresh(draft).get_parent().pk == elsewhere.pk


@pytest.mark.parametrize(("role", "may"), [("officer", False), ("superuser", False), ("chair", True)])
def test_the_order_of_pages_is_the_approvers(role, may, news_index, officer, deputy, client, request):
    """Reordering hangs on the permission to publish, and to move; it is public at once, and logged."""
    pages = [make_draft(news_index, officer, slug) for slug in ("first", "second", "third")]
    decide(submit(pages[0], officer), deputy)
    before = order_and_addresses()
    member = request.getfixturevalue(role)
    client.force_login(member)
    answer = client.post(reverse("wagtailadmin_pages:set_page_position", args=[pages[0].pk]) + "?position=1")
    logged = PageLogEntry.objects.filter(page=pages[0].pk, action="wagtail.reorder").values_list("user", flat=True)
    if may:
        assert [page.slug for page in news_index.get_children()] == ["second", "first", "third"]
        assert list(logged) == [member.pk]
    else:
        # Wagtail leads whoever may not to its first page.
        assert answer.status_code in (302, 403)
        assert order_and_addresses() == before
        assert not logged


@pytest.mark.parametrize("role", ROLES)
def test_a_copy_of_a_live_snippet_is_not_saved_over_it(role, honour_draft, officer, chair, client, request):
    """The form for a copy holds the original; sent to the address that showed it, it took the original off the site."""
    decide(submit(honour_draft, officer), chair)
    before = Honour.objects.filter(pk=honour_draft.pk).values().get()
    client.force_login(request.getfixturevalue(role))
    address = reverse("wagtailsnippets_honours_honour:copy", args=[honour_draft.pk])
    shown = client.get(address)
    sent = form_of_honour(honour_draft, title="抄来的荣誉")
    client.post(address, sent)
    assert Honour.objects.filter(pk=honour_draft.pk).values().get() == before
    # A browser sends it where it makes a draft of its own.
    client.post(shown.context["action_url"], sent)
    assert not Honour.objects.get(title="抄来的荣誉").live
    assert Honour.objects.filter(pk=honour_draft.pk).values().get() == before


@pytest.mark.parametrize("role", ROLES)
def test_nobody_makes_a_page_private_or_public_past_its_approval(role, draft, officer, chair, client, request):
    """Wagtail's privacy hangs on the permission to publish; who may read a page is part of what is approved."""
    decide(submit(draft, officer), chair)
    client.force_login(request.getfixturevalue(role))
    address = reverse("wagtailadmin_pages:set_privacy", args=[draft.pk])
    client.post(address, {"restriction_type": "login"})
    assert not PageViewRestriction.objects.exists()


def test_the_lock_of_a_review_holds_for_snippets(honour_draft, officer, chair):
    """With LockableMixin before WorkflowMixin it is silently off."""
    submit(honour_draft, officer)
    honour = Honour.objects.get(pk=honour_draft.pk)
    assert honour.get_lock().for_user(officer)


@pytest.mark.parametrize("model", approved_snippets())
def test_the_bases_of_public_snippets_stand_in_the_order_that_works(model):
    order = [model.__mro__.index(base) for base in (WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin)]
    assert order == sorted(order)


def test_an_approver_is_not_locked_out_of_the_editor(draft, officer, chair):
    """Locked for a reviewer, Wagtail hides the button that approves."""
    submit(draft, officer)
    task = fresh(draft).current_workflow_task
    assert not task.locked_for_user(fresh(draft), chair)
    assert task.locked_for_user(fresh(draft), officer)


@pytest.mark.parametrize("model", approved_snippets())
def test_a_snippet_made_in_code_is_a_draft(model):
    """Wagtail's own default is live."""
    assert model().live is False


def test_a_stale_rejection_does_not_follow_an_approval(draft, officer, chair, deputy):
    """States are checked in memory: a page could be live and its task rejected."""
    state = submit(draft, officer)
    stale = TaskState.objects.get(pk=state.pk).specific
    decide(state, chair)
    with pytest.raises(AlreadyDecided):
        decide(stale, deputy, "reject", "改期")
    assert TaskState.objects.get(pk=state.pk).status == TaskState.STATUS_APPROVED


def test_wagtails_mails_within_the_transaction_are_disconnected():
    """They are sent before the commit, and a server that refuses would undo the decision."""
    for signal in (task_submitted, workflow_submitted, workflow_approved, workflow_rejected):
        connected = [str(each[0][0]) for each in signal.receivers]
        assert not [name for name in connected if "email_notification" in name]


def test_a_decision_that_is_undone_leaves_nothing(draft, officer, chair):
    """`page_published` is sent before the commit."""
    state = submit(draft, officer)
    records, notices = ApprovalRecord.objects.count(), Notice.objects.count()
    with transaction.atomic():
        decide(state, chair)
        transaction.set_rollback(True)
    assert not fresh(draft).live
    assert (ApprovalRecord.objects.count(), Notice.objects.count()) == (records, notices)


def test_superusers_are_not_told_of_every_submission(draft, officer, chair, superuser, mailoutbox):
    submit(draft, officer)
    assert not superuser.notices.exists()
    assert mailoutbox == []


def test_setting_up_the_roles_again_changes_nothing_and_finds_the_workflow_by_its_name(db):
    """Wagtail's own default workflow takes the first id."""
    before = Workflow.objects.get(name=WORKFLOW_NAME).pk
    set_up_roles()
    assert Workflow.objects.get(name=WORKFLOW_NAME).pk == before
    assert WorkflowPage.objects.get(page=Page.get_first_root_node()).workflow_id == before
    assert not Workflow.objects.filter(name=STOCK_WORKFLOW_NAME, active=True).exists()


def test_no_group_holds_the_permission_to_publish(db):
    for group in Group.objects.all():
        assert not group.page_permissions.filter(permission__codename="publish_page").exists()
        assert not group.permissions.filter(codename__startswith="publish_").exists()


def test_only_our_stage_can_be_added_to_a_workflow(client, db):
    """The form of Wagtail's own task opens for whoever types its address."""
    client.force_login(make_member("1006", "周管理", Role.ADMINISTRATOR))
    address = reverse("wagtailadmin_workflows:add_task", args=["wagtailcore", "groupapprovaltask"])
    for answer in (client.get(address), client.post(address, {"name": "旁门", "active": "on", "groups": "1"})):
        assert answer.status_code == 404
    assert not GroupApprovalTask.objects.filter(name="旁门").exists()
    ours = reverse("wagtailadmin_workflows:add_task", args=["approval", "reviewtask"])
    assert client.get(ours).status_code == 200


APIS = ("ninja.", "wagtail.api.", "wagtail.admin.api.")


def addresses_of_apis(patterns, prefix: str = "") -> Iterator[str]:
    """Yield every address below `patterns` that answers as an API of Wagtail's and takes more than questions."""
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses_of_apis(pattern.url_patterns, route)
            continue
        view = pattern.callback
        layers = {view.__module__, getattr(view, "cls", view).__module__}
        while hasattr(view, "__wrapped__"):
            view = view.__wrapped__
            layers.add(view.__module__)
        # The framework adds "head" with the first request.
        others = set(getattr(pattern.callback, "actions", None) or ["any"]) - {"get", "head"}
        if any(layer.startswith(APIS) for layer in layers) and others:
            yield route


def test_no_api_that_publishes_is_mounted():
    """Wagtail's third API can publish and knows no workflow; the one of the admin takes down. Its actions are closed,
    see test_no_side_door.py, and are the only ones that take more than questions.
    """
    found = list(addresses_of_apis(get_resolver().url_patterns))
    assert [route for route in found if "/action/<str:action_name>/" not in route] == []
    assert len(found) == 1
    closed = resolve("/admin/api/main/pages/1/action/unpublish/")
    assert closed.func.__module__ != "wagtail.admin.api.views"


def test_an_api_that_is_mounted_is_found():
    """The control."""
    mounted = path("api/v3/", third_api.urls)
    assert "api/v3/pages/<page_id>/" in list(addresses_of_apis([mounted]))


def test_a_page_copied_with_its_schedule_has_no_hour_of_its_own(draft, officer, chair, news_index):
    """A copy brings the revisions of its original along."""
    page = make_draft(news_index, officer, "later", go_live_at=timezone.now() + timedelta(hours=1))
    decide(submit(page, officer), chair)
    copy = fresh(page).copy(user=officer, keep_live=False, update_attrs={"slug": "copy"})
    assert not copy.revisions.exclude(approved_go_live_at=None).exists()
