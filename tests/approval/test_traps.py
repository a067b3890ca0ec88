"""Ways around an approval that Wagtail leaves open, each tried in the way it was found.

After an upgrade of Wagtail a failure here says what has changed. The whole list, with the tests that stand elsewhere,
is in docs/rules/approval.md under “Traps”.
"""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.models import (
    DraftStateMixin,
    GroupApprovalTask,
    LockableMixin,
    Page,
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
from news.models import NewsPage
from notices.models import Notice
from people.models import Role

from .conftest import decide, make_draft, make_member, submit
from .test_no_side_door import form_of

ROLES = ["officer", "chair", "superuser"]


def fresh(page):
    return NewsPage.objects.get(pk=page.pk)


def test_a_reviewers_own_edit_in_the_post_that_approves_does_not_ride_along(draft, officer, chair, client):
    """Wagtail asks who may act before it saves what the same form brings."""
    submit(draft, officer)
    client.force_login(chair)
    form = form_of(draft, title="主席自己的标题")
    form |= {"action-workflow-action": "true", "workflow-action-name": "approve", "workflow-action-extra-data": "{}"}
    client.post(reverse("wagtailadmin_pages:edit", args=[draft.pk]), form)
    assert fresh(draft).title == "春季健步走报名"


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
    decide(submit(draft, officer), chair)
    before = fresh(draft).url_path
    client.force_login(request.getfixturevalue(role))
    parent = news_index.get_parent()
    client.post(reverse("wagtailadmin_pages:move_confirm", args=[draft.pk, parent.pk]))
    assert fresh(draft).url_path == before


@pytest.mark.parametrize("role", ["officer", "superuser"])
def test_the_order_of_pages_is_the_approvers(role, news_index, request):
    """Reordering hangs on the permission to publish."""
    assert not news_index.permissions_for_user(request.getfixturevalue(role)).can_reorder_children()


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


@pytest.mark.parametrize("name", ["wagtailapi_v3", "wagtailapi", "wagtailapi_v2"])
def test_no_api_that_publishes_is_mounted(name):
    """Wagtail's third API can publish and knows no workflow."""
    with pytest.raises(NoReverseMatch):
        reverse(f"{name}:pages:listing")


def test_a_page_copied_with_its_schedule_has_no_hour_of_its_own(draft, officer, chair, news_index):
    """A copy brings the revisions of its original along."""
    page = make_draft(news_index, officer, "later", go_live_at=timezone.now() + timedelta(hours=1))
    decide(submit(page, officer), chair)
    copy = fresh(page).copy(user=officer, keep_live=False, update_attrs={"slug": "copy"})
    assert not copy.revisions.exclude(approved_go_live_at=None).exists()
