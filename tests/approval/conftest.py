"""The cast of an approval: an officer's draft under a news index, and those who decide on it."""

from datetime import date

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Page, TaskState, Workflow, WorkflowState, WorkflowTask

from approval.models import Finder, ReviewTask
from approval.queue import waiting_for
from approval.roles import WORKFLOW_NAME
from approval.together.submitting import submit_together
from home.models import HomePage
from honours.models import Honour, HonourRecipient
from news.models import NewsCategory, NewsIndexPage, NewsPage
from notices.models import Notice
from people.actions import grant_role
from people.models import Member, Role

# A finding that stops a submission.
RESIDENT_ID = "11010519491231002X"


def make_member(number: str, name: str, role: Role | None = None, **fields) -> Member:
    member = Member.objects.create_user(number, name=name, email=f"{number}@example.org", **fields)
    if role:
        grant_role(member, role, by=None)
    return member


@pytest.fixture
def officer(db):
    return make_member("1001", "钱小文", Role.PUBLICITY_OFFICER)


@pytest.fixture
def chair(db):
    return make_member("1002", "孙立", Role.CHAIR)


@pytest.fixture
def deputy(db):
    return make_member("1003", "李平", Role.DEPUTY_CHAIR)


@pytest.fixture
def superuser(db):
    return make_member("9999", "超级管理员", is_superuser=True)


@pytest.fixture
def reader(db):
    return make_member("2001", "周敏")


def make_news_index() -> NewsIndexPage:
    root = Page.get_first_root_node()
    home = root.add_child(instance=HomePage(title="职工之家", slug="staff-home"))
    return home.add_child(instance=NewsIndexPage(title="工会动态", slug="news"))


def make_draft(index: NewsIndexPage, author: Member, slug: str = "spring-walk", **fields) -> NewsPage:
    """Return a draft of a news page under `index`, saved once by `author`, not submitted."""
    category = NewsCategory.objects.get_or_create(name="工会动态", defaults={"slug": "union-news"})[0]
    page = NewsPage(
        **{
            "title": "春季健步走报名",
            "slug": slug,
            "summary": "四月的第二个周六，滨河步道见。",
            "category": category,
            "owner": author,
            "live": False,
            "body": [("text", "<p>集合地点在本部院区南门。</p>")],
            **fields,
        }
    )
    index.add_child(instance=page)
    page.save_revision(user=author)
    return page


@pytest.fixture
def news_index(db):
    return make_news_index()


@pytest.fixture
def draft(news_index, officer):
    return make_draft(news_index, officer)


@pytest.fixture
def honour_draft(officer):
    """The officer's draft of an honour, a snippet, saved once, not submitted."""
    honour = Honour(title="市级五一巾帼标兵岗", awarding_body="市总工会", level="municipal", date=date(2026, 3, 6))
    honour.recipients = [HonourRecipient(name="急诊护理组")]
    honour.save()
    honour.save_revision(user=officer)
    return honour


@pytest.fixture
def drafts(news_index, officer):
    return [make_draft(news_index, officer, f"walk-{number}", title=f"健步走第{number}站") for number in (1, 2, 3)]


@pytest.fixture
def joint(drafts, officer, chair, deputy):
    """The drafts, submitted together."""
    return submit_together(drafts, title="健步走专题", by=officer)


def submit(thing, by):
    """Submit the latest draft of a page or snippet; returns the waiting task state."""
    workflow_state = thing.get_workflow().start(thing, by)
    return workflow_state.current_task_state


def put_in_line(thing, by, *passed):
    """Submit by rows alone, without checks, record and notices: for lists that need only be long.

    `passed` are those who approved it at the stages before the one where it waits.
    """
    workflow = thing.get_workflow()
    course = WorkflowState.objects.create(
        content_type=thing.get_content_type(),
        base_content_type=thing.get_base_content_type(),
        object_id=str(thing.pk),
        workflow=workflow,
        status=WorkflowState.STATUS_IN_PROGRESS,
        requested_by=by,
    )
    rows = {"workflow_state": course, "revision": thing.latest_revision}
    stages = [each.task for each in workflow.workflow_tasks.order_by("sort_order")]
    for stage, approver in zip(stages, passed, strict=False):
        TaskState.objects.create(task=stage, status=TaskState.STATUS_APPROVED, finished_by=approver, **rows)
    course.current_task_state = TaskState.objects.create(
        task=stages[len(passed)], status=TaskState.STATUS_IN_PROGRESS, **rows
    )
    course.save(update_fields=["current_task_state"])
    return course.current_task_state


def decide(state, by, action="approve", comment="", **client_data):
    return state.task.specific.on_action(state, by, action, comment=comment, **client_data)


def queue_titles(member) -> list[str]:
    return [state.revision.object_str for state in waiting_for(member)]


def live() -> list[str]:
    """Return the titles of the news that are public."""
    return sorted(NewsPage.objects.filter(live=True).values_list("title", flat=True))


def told(member) -> list[str]:
    """Return the subjects of what a member was told, in order."""
    return [notice.subject for notice in Notice.objects.filter(recipient=member).order_by("pk")]


def make_stage(name, *groups, order, finder=Finder.GROUPS, person=None) -> ReviewTask:
    task = ReviewTask.objects.create(name=name, finder=finder, person=person)
    task.groups.set(Group.objects.filter(name__in=groups))
    WorkflowTask.objects.create(workflow=Workflow.objects.get(name=WORKFLOW_NAME), task=task, sort_order=order)
    return task


def current(draft) -> TaskState:
    return NewsPage.objects.get(pk=draft.pk).current_workflow_task_state


def is_live(draft) -> bool:
    return NewsPage.objects.get(pk=draft.pk).live
