"""Several stages, a different person at each; heads found per item; deputies; submissions that wait too long."""

import pytest
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import (
    GroupApprovalTask,
    TaskState,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)

from approval.approvers import deciders_of
from approval.errors import AlreadyDecided, ItemsWaitHere, NotReviewed, NotYoursToDecide
from approval.models import Finder, ReviewTask
from approval.permissions import is_reviewer
from approval.roles import WORKFLOW_NAME
from honours.models import Honour
from news.models import NewsIndexPage, NewsPage
from notices.models import Notice
from people.models import Branch, Department, Role, UnionGroup

from .conftest import current, decide, is_live, make_draft, make_member, make_stage, put_in_line, queue_titles, submit


@pytest.fixture
def department(officer):
    head = make_member("3001", "李护士长")
    return Department.objects.create(name="急诊科", slug="emergency", head=head)


@pytest.fixture
def three_stages(db):
    """First the head of the department, then a deputy chair, then the chair."""
    stages = [
        make_stage("初审", "副主席", order=0, finder=Finder.DEPARTMENT_HEAD),
        make_stage("复审", "副主席", order=1),
    ]
    last = ReviewTask.objects.get(name=WORKFLOW_NAME)
    WorkflowTask.objects.filter(task=last).update(sort_order=2)
    last.groups.set(Group.objects.filter(name="工会主席"))
    return [*stages, last]


@pytest.fixture
def staged(three_stages, news_index, officer, department):
    return make_draft(news_index, officer, department=department)


@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("/admin/workflows/tasks/add/approval/reviewtask/", "person"),
        ("/admin/department/new/", "head"),
        ("/admin/branch/new/", "chair"),
    ],
)
def test_a_person_is_chosen_by_name_and_not_from_a_list_of_everybody(address, field, client, reader):
    client.force_login(make_member("1006", "周管理", Role.ADMINISTRATOR))
    page = client.get(address).content.decode()
    assert f'name="{field}"' in page
    assert f'<select name="{field}"' not in page
    assert reader.name not in page


def test_each_stage_is_decided_by_another_person_and_the_last_publishes(staged, officer, department, deputy, chair):
    decide(submit(staged, officer), department.head)
    assert not is_live(staged)
    decide(current(staged), deputy)
    assert not is_live(staged)
    decide(current(staged), chair)
    assert is_live(staged)


def test_who_approved_an_earlier_stage_does_not_approve_a_later_one(staged, officer, department, deputy, chair):
    department.head = deputy
    department.save()
    decide(submit(staged, officer), deputy)
    with pytest.raises(NotYoursToDecide):
        decide(current(staged), deputy)
    assert staged.title not in queue_titles(deputy)


def test_later_stages_review_what_the_first_approved_not_what_was_written_since(
    staged, officer, department, deputy, chair
):
    first = submit(staged, officer)
    staged.title = "谁也没看过的标题"
    staged.save_revision(user=officer)
    decide(first, department.head)
    assert current(staged).revision == first.revision
    decide(current(staged), deputy)
    decide(current(staged), chair)
    assert NewsPage.objects.get(pk=staged.pk).title == "春季健步走报名"


def test_a_rejection_starts_again_at_the_first_stage(staged, officer, department, deputy, chair):
    decide(submit(staged, officer), department.head)
    decide(current(staged), deputy)
    decide(current(staged), chair, "reject", comment="请写明雨天怎么办。")
    page = NewsPage.objects.get(pk=staged.pk)
    page.summary = "下雨改到次日。"
    page.save_revision(user=officer)
    page.current_workflow_state.resume(officer)
    assert current(staged).task.name == "初审"
    decide(current(staged), department.head)
    assert current(staged).task.name == "复审"
    decide(current(staged), deputy)
    assert not is_live(staged)
    decide(current(staged), chair)
    assert NewsPage.objects.get(pk=staged.pk).summary == "下雨改到次日。"


def test_without_a_department_of_origin_the_authors_department_counts(three_stages, draft, officer, department):
    officer.department = department
    officer.save()
    assert queue_titles(department.head) == []
    submit(draft, officer)
    assert queue_titles(department.head) == [draft.title]


def test_without_a_head_the_groups_of_the_stage_decide(three_stages, draft, officer, deputy):
    submit(draft, officer)
    assert queue_titles(deputy) == [draft.title]


def test_the_chair_of_the_authors_branch_is_found(draft, officer):
    branch_chair = make_member("3002", "王分会")
    branch = Branch.objects.create(name="门诊分会", slug="outpatients", chair=branch_chair)
    officer.union_group = UnionGroup.objects.create(name="门诊一组", slug="outpatients-1", branch=branch)
    officer.save()
    make_stage("初审", "副主席", order=-1, finder=Finder.BRANCH_CHAIR)
    submit(draft, officer)
    assert queue_titles(branch_chair) == [draft.title]


def test_a_section_may_have_one_approver_who_is_not_the_chair(draft, officer, chair, deputy):
    person = make_member("3003", "赵文体")
    task = ReviewTask.objects.get(name=WORKFLOW_NAME)
    task.finder, task.person = Finder.PERSON, person
    task.save()
    state = submit(draft, officer)
    assert set(deciders_of([state])[state.pk]) == {person.pk}
    with pytest.raises(NotYoursToDecide):
        decide(state, chair)
    decide(state, person)
    assert is_live(draft)


def test_one_person_has_to_be_named(db):
    with pytest.raises(ValidationError, match="person"):
        ReviewTask(name="初审", finder=Finder.PERSON).full_clean()


def test_the_only_approver_wrote_it_so_chair_and_deputies_decide(news_index, chair, deputy):
    task = ReviewTask.objects.get(name=WORKFLOW_NAME)
    task.groups.set(Group.objects.filter(name="工会主席"))
    draft = make_draft(news_index, chair)
    state = submit(draft, chair)
    assert set(deciders_of([state])[state.pk]) == {deputy.pk}


def test_where_nobody_is_left_the_administrator_is_told(news_index, chair):
    administrator = make_member("1006", "周管理", Role.ADMINISTRATOR)
    submit(make_draft(news_index, chair), chair)
    notice = Notice.objects.get(recipient=administrator)
    assert notice.kind == "approval.nobody"


def test_heads_and_named_persons_may_enter_the_admin_and_find_their_queue(client, three_stages, department, reader):
    assert is_reviewer(department.head)
    assert not is_reviewer(reader)
    client.force_login(department.head)
    assert client.get("/admin/approvals/").status_code == 200
    client.force_login(reader)
    assert client.get("/admin/approvals/").status_code != 200


def test_a_task_that_knows_no_rules_publishes_nothing(draft, officer, chair):
    workflow = Workflow.objects.get(name=WORKFLOW_NAME)
    workflow.workflow_tasks.all().delete()
    task = GroupApprovalTask.objects.create(name="旁门")
    task.groups.set(Group.objects.filter(name="工会主席"))
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    state = submit(draft, officer)
    with pytest.raises(NotReviewed), transaction.atomic():
        state.task.specific.on_action(state, chair, "approve")
    assert not is_live(draft)


def test_a_workflow_without_a_stage_publishes_nothing(draft, officer):
    Workflow.objects.get(name=WORKFLOW_NAME).workflow_tasks.all().delete()
    with pytest.raises(NotReviewed), transaction.atomic():
        submit(draft, officer)
    assert not is_live(draft)


def test_a_stage_where_something_waits_is_not_taken_out_of_use(draft, officer, chair):
    state = submit(draft, officer)
    with pytest.raises(ItemsWaitHere):
        state.task.specific.deactivate(user=chair)
    assert not is_live(draft)
    assert current(draft).status == TaskState.STATUS_IN_PROGRESS


def test_the_administrator_builds_workflows_of_our_stages_alone(client, db):
    client.force_login(make_member("1006", "周管理", Role.ADMINISTRATOR))
    assert client.get("/admin/workflows/list/").status_code == 200
    form = client.get("/admin/workflows/tasks/select_type/", follow=True)
    assert form.redirect_chain[-1][0].endswith("/admin/workflows/tasks/add/approval/reviewtask/")
    assert "供稿科室负责人" in form.content.decode()


def test_a_section_of_the_site_and_a_kind_of_snippet_have_stages_of_their_own(news_index, honour_draft, officer, chair):
    culture = make_member("3003", "赵文体")
    own = Workflow.objects.create(name="文体审批")
    task = ReviewTask.objects.create(name="文体委员审批", finder=Finder.PERSON, person=culture)
    WorkflowTask.objects.create(workflow=own, task=task)
    elsewhere = news_index.get_parent().specific.add_child(instance=NewsIndexPage(title="公告", slug="announcements"))

    def deciders(thing) -> set[int]:
        state = submit(thing, officer)
        return set(deciders_of([state])[state.pk])

    WorkflowPage.objects.create(page=news_index, workflow=own)
    assert deciders(make_draft(news_index, officer)) == {culture.pk}
    assert deciders(make_draft(elsewhere, officer)) == {chair.pk}

    assert deciders(honour_draft) == {chair.pk}
    honour_draft.current_workflow_state.cancel(user=officer)
    WorkflowContentType.objects.update_or_create(
        content_type=ContentType.objects.get_for_model(Honour), defaults={"workflow": own}
    )
    assert deciders(Honour.objects.get()) == {culture.pk}


def test_a_stale_withdrawal_does_not_undo_an_approval(draft, officer, chair):
    state = submit(draft, officer)
    stale = NewsPage.objects.get(pk=draft.pk).current_workflow_state
    decide(state, chair)
    with pytest.raises(AlreadyDecided):
        stale.cancel(user=officer)
    assert is_live(draft)
    stale.refresh_from_db()
    assert stale.status == stale.STATUS_APPROVED


def test_a_withdrawal_that_knows_the_first_stage_alone_does_not_undo_the_second(staged, officer, department):
    state = submit(staged, officer)
    stale = NewsPage.objects.get(pk=staged.pk).current_workflow_state
    assert stale.current_task_state.pk == state.pk
    decide(state, department.head)
    with pytest.raises(AlreadyDecided):
        stale.cancel(user=officer)
    stale.refresh_from_db()
    assert stale.status == stale.STATUS_IN_PROGRESS


def test_what_was_withdrawn_is_not_decided(draft, officer, chair):
    state = submit(draft, officer)
    NewsPage.objects.get(pk=draft.pk).current_workflow_state.cancel(user=officer)
    with pytest.raises(AlreadyDecided):
        decide(state, chair)
    assert not is_live(draft)


def test_the_queue_costs_the_same_for_one_item_and_for_twenty_at_several_stages(
    three_stages, news_index, officer, department, deputy, django_assert_max_num_queries
):
    for number in range(20):
        page = make_draft(news_index, officer, f"walk-{number}", department=department)
        put_in_line(page, officer, *([department.head] if number % 2 else []))
    # The first question of a process reads which kinds of things there are.
    queue_titles(deputy)
    with django_assert_max_num_queries(20):
        assert len(queue_titles(deputy)) == 10
