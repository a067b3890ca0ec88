"""Which group may do what, and the workflow that stands in front of the public. Idempotent: run after each migrate."""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connections, transaction
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Task,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)

from people.actions import GROUP_NAMES
from people.models import Role
from people.models.role_grant import APPROVING_ROLES

from .models import ReviewTask
from .registry import approved_snippets

WORKFLOW_NAME = "工会主席审批"
STOCK_WORKFLOW_NAME = "Moderators approval"
EDITORS_OF = {
    Role.PUBLICITY_OFFICER: ["page", "snippet", "image", "document"],
    Role.CHAIR: ["page", "snippet", "image", "document"],
    Role.DEPUTY_CHAIR: ["page", "snippet", "image", "document"],
    Role.LIBRARIAN: ["reading", "image"],
}
# Which days are off is a notice of the State Council; whoever of the office reads it first enters it.
CALENDAR = ["days.announcedyear", "days.calendarday"]
# What the office makes of the search: which words mean the same, and which page comes first.
SEARCH = ["cms.promotedresult", "cms.synonym"]
# What the office keeps without approval; docs/rules/approval.md names each as delegated.
DELEGATED = {
    Role.PUBLICITY_OFFICER: [*CALENDAR, *SEARCH, "signups.venue"],
    Role.CHAIR: [
        "news.newscategory",
        "approval.approvalsettings",
        "approval.checkedword",
        "approval.checksettings",
        *CALENDAR,
        *SEARCH,
        "signups.venue",
        "signups.signupsettings",
    ],
    Role.DEPUTY_CHAIR: [
        "news.newscategory",
        "approval.approvalsettings",
        "approval.checkedword",
        "approval.checksettings",
        *CALENDAR,
        *SEARCH,
        "signups.venue",
    ],
    Role.ADMINISTRATOR: [
        "news.newscategory",
        "approval.checkedword",
        "approval.checksettings",
        "people.member",
        "people.department",
        "people.campus",
        "people.branch",
        "people.uniongroup",
        "people.audience",
        "people.privacysettings",
        *CALENDAR,
        "cms.unionsettings",
        "wagtailredirects.redirect",
        "wagtailcore.workflow",
        "wagtailcore.task",
        "approval.approvalsettings",
        "people.signinsettings",
        "notices.noticesettings",
        "notices.workaccount",
        "signups.venue",
        "signups.signupsettings",
    ],
}
# Records that a role adds to and looks at; changing one is an act.
RECORDS = {Role.LIBRARIAN: ["reading.copy"]}
# Settings have one row each, and members leave instead of being deleted.
NEVER_DELETED = [
    "people.member",
    "people.signinsettings",
    "people.privacysettings",
    "cms.unionsettings",
    "approval.approvalsettings",
    "approval.checksettings",
    "notices.noticesettings",
    "signups.signupsettings",
]
OF_THE_OFFICE = ["cms.keptsearch", "signups.signup", "signups.strike"]
MAY_LOOK = {
    Role.PUBLICITY_OFFICER: ["approval.checkedword", *OF_THE_OFFICE],
    Role.CHAIR: OF_THE_OFFICE,
    Role.DEPUTY_CHAIR: OF_THE_OFFICE,
}
ADMINISTRATOR_MAY_LOOK = [
    "people.rolegrant",
    "people.postheld",
    "people.membershipchange",
    "people.correction",
    "people.look",
    "notices.notice",
    "notices.delivery",
    "approval.approvalrecord",
]
# By acts: roles, sign-in codes, second factors that are taken off, posts and memberships.
ADMINISTRATOR_ENTERS = [
    "people.membershipchange",
    "people.postheld",
    "people.rolegrant",
    "people.secondfactorremoval",
    "people.signincode",
]
APPROVERS_MAY_LOOK = ["approval.approvalrecord"]


def set_up_roles_after_migrate(using="default", **kwargs) -> None:
    """Signal receiver; a half-migrated database (a named app, a step back) is left until the next full migrate."""
    if kwargs.get("plan") is not None and not _is_complete(using):
        return
    set_up_roles()


def _is_complete(using: str) -> bool:
    executor = MigrationExecutor(connections[using])
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


@transaction.atomic
def set_up_roles() -> None:
    """Make the groups, their permissions and the workflow what this file says; what the office added stays."""
    groups = {role: Group.objects.get_or_create(name=name)[0] for role, name in GROUP_NAMES.items()}
    for role, group in groups.items():
        kinds = EDITORS_OF.get(role, [])
        permissions = {_permission("wagtailadmin.access_admin")}
        permissions |= _model_permissions(DELEGATED.get(role, []), ["add", "change", "view"])
        permissions |= _model_permissions(DELEGATED.get(role, []), ["delete"], but=NEVER_DELETED)
        permissions |= _model_permissions(RECORDS.get(role, []), ["add", "view"])
        permissions |= _model_permissions(MAY_LOOK.get(role, []), ["view"])
        if role == Role.ADMINISTRATOR:
            permissions |= _model_permissions(ADMINISTRATOR_MAY_LOOK, ["view"])
            permissions |= _model_permissions(ADMINISTRATOR_ENTERS, ["add"])
        if role in APPROVING_ROLES:
            permissions |= _model_permissions(APPROVERS_MAY_LOOK, ["view"])
        for model in approved_snippets():
            if "snippet" in kinds or model._meta.app_label in kinds:
                permissions |= _model_permissions([model._meta.label_lower], ["add", "change", "delete", "view"])
        group.permissions.set(permissions)
        _set_page_permissions(group, kinds)
        _set_collection_permissions(group, kinds)
    _set_up_workflow([groups[Role.CHAIR], groups[Role.DEPUTY_CHAIR]])


def _permission(name: str) -> Permission:
    app_label, codename = name.split(".")
    return Permission.objects.get(content_type__app_label=app_label, codename=codename)


def _model_permissions(labels: list[str], actions: list[str], but: list[str] = ()) -> set[Permission]:
    return {
        _permission(f"{label.split('.')[0]}.{action}_{label.split('.')[1]}")
        for label in labels
        if label not in but
        for action in actions
    }


def _set_page_permissions(group: Group, kinds: list[str]) -> None:
    root = Page.get_first_root_node()
    wanted = ["add_page", "change_page"] if "page" in kinds else []
    held = GroupPagePermission.objects.filter(group=group, page=root)
    held.exclude(permission__codename__in=wanted).delete()
    for codename in wanted:
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)


def _set_collection_permissions(group: Group, kinds: list[str]) -> None:
    root = Collection.get_first_root_node()
    # Wagtail asks for the permissions of its own models, whatever model stands in for them.
    for kind, app_label, model in [("image", "wagtailimages", "image"), ("document", "wagtaildocs", "document")]:
        if kind not in kinds:
            continue
        for action in ("add", "change", "choose"):
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=root, permission=_permission(f"{app_label}.{action}_{model}")
            )


def _set_up_workflow(approvers: list[Group]) -> None:
    """One stage on every page and every public snippet. An existing workflow keeps the stages it was given."""
    workflow, created = Workflow.objects.get_or_create(name=WORKFLOW_NAME)
    if created:
        task = ReviewTask(name=WORKFLOW_NAME)
        task.save()
        task.groups.set(approvers)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    # The workflow that Wagtail's own migration puts on the root page would let its moderators publish.
    root = Page.get_first_root_node()
    stock = Workflow.objects.filter(name=STOCK_WORKFLOW_NAME).exclude(pk=workflow.pk)
    WorkflowPage.objects.filter(page=root, workflow__in=stock).delete()
    # Where it was never used it goes, so that no report offers its English name; else it stays with its history.
    stock.filter(workflow_states=None).delete()
    Task.objects.filter(name=STOCK_WORKFLOW_NAME, task_states=None, workflow_tasks=None).delete()
    stock.update(active=False)
    WorkflowPage.objects.get_or_create(page=root, defaults={"workflow": workflow})
    for model in approved_snippets():
        content_type = ContentType.objects.get_for_model(model)
        WorkflowContentType.objects.get_or_create(content_type=content_type, defaults={"workflow": workflow})
    # Wagtail's own groups hold the permission to publish.
    Group.objects.filter(name__in=["Moderators", "Editors"], user=None).delete()
