"""Publishing happens as the end of an approval. Nobody holds the permission to publish, superusers included."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef, Q
from django.db.models.functions import Cast
from wagtail.models import Page, PagePermissionTester, Revision
from wagtail.permission_policies import ModelPermissionPolicy

from people.actions import GROUP_NAMES
from people.models import Role
from people.models.role_grant import APPROVING_ROLES

from .models import Deputyship, Finder, ReviewTask

APPROVING_GROUPS = {GROUP_NAMES[role] for role in APPROVING_ROLES}

PAGE_GROUPS = APPROVING_GROUPS | {GROUP_NAMES[Role.PUBLICITY_OFFICER]}

AUTHORING_GROUPS = {GROUP_NAMES[role] for role in (Role.PUBLICITY_OFFICER, Role.LIBRARIAN)}


def is_approver(user) -> bool:
    """True for the chair and the deputy chairs; asked of the database once per request and user object."""
    return not APPROVING_GROUPS.isdisjoint(_page_groups_of(user))


def works_on_pages(user) -> bool:
    """True for whoever may edit or approve any page, and so reads all of them; asked once per request and user."""
    return user.is_active and (user.is_superuser or bool(_page_groups_of(user)))


def _page_groups_of(user) -> set[str]:
    if not user.is_active or user.is_anonymous:
        return set()
    if not hasattr(user, "_page_groups"):
        user._page_groups = set(user.groups.filter(name__in=PAGE_GROUPS).values_list("name", flat=True))
    return user._page_groups


def is_reviewer(user) -> bool:
    """True for whoever may have something to decide: an approver, or somebody whom a stage, a department, a branch or
    a deputyship names. Asked of the database once per request and user object.
    """
    if is_approver(user):
        return True
    if not user.is_active or user.is_anonymous:
        return False
    if not hasattr(user, "_is_reviewer"):
        stages = ReviewTask.objects.filter(active=True)
        user._is_reviewer = (
            stages.filter(Q(person=user) | Q(groups__user=user)).exists()
            or Deputyship.objects.in_force().filter(deputy=user).exists()
            or (stages.filter(finder=Finder.DEPARTMENT_HEAD).exists() and user.departments_headed.exists())
            or (stages.filter(finder=Finder.BRANCH_CHAIR).exists() and user.branches_chaired.exists())
        )
    return user._is_reviewer


def is_author(user) -> bool:
    """True for those who write what is approved, approvers among them."""
    return is_approver(user) or (user.is_active and user.groups.filter(name__in=AUTHORING_GROUPS).exists())


def sees_the_schedule(user) -> bool:
    """True for those who write and decide, and for the administrator, who is told of what fails."""
    return (
        is_author(user)
        or is_reviewer(user)
        or (user.is_active and user.groups.filter(name=GROUP_NAMES[Role.ADMINISTRATOR]).exists())
    )


class ApprovedPagePermissionTester(PagePermissionTester):
    """A page's permissions with no way to publish. Taking a page down is the approvers' right, at once."""

    def can_publish(self):
        return False

    def can_publish_subpage(self):
        return False

    def can_unpublish(self):
        return self.page.live and not self.page_is_root and is_approver(self.user)

    def can_set_view_restrictions(self):
        return False

    def can_unschedule(self):
        return is_approver(self.user)

    def can_reorder_children(self):
        return is_approver(self.user)

    def can_move_to(self, destination):
        """Below its own parent a page is put in order, and keeps its address. What may not be moved is moved nowhere
        else, by superusers either: Wagtail asks them about the place only.
        """
        if self.page.is_child_of(destination):
            return destination.permissions_for_user(self.user).can_reorder_children()
        return self.can_move() and super().can_move_to(destination)

    def can_delete(self, ignore_bulk=False):
        """A page that is or contains something live is taken down first, and what has an approved hour is taken off
        the schedule first, both by an approver; a draft is deleted by who may edit it.
        """
        if not super().can_delete(ignore_bulk=ignore_bulk):
            return False
        pages = ContentType.objects.get_for_model(Page)
        hours = Revision.objects.filter(
            base_content_type=pages, object_id=Cast(OuterRef("pk"), CharField()), approved_go_live_at__isnull=False
        )
        branch = self.page.get_descendants(inclusive=True)
        return not branch.filter(Q(live=True) | Exists(hours)).exists()


def close_plain_pages() -> None:
    """Let nobody create and publish a page right under the root, which is a page of Wagtail's own type."""
    Page.permissions_for_user = lambda page, user: ApprovedPagePermissionTester(user, page)


class ApprovedSnippetPolicy(ModelPermissionPolicy):
    """The same for snippets: `publish` is refused to everybody; what is live cannot be deleted."""

    def user_has_permission(self, user, action):
        return action != "publish" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return super().user_has_any_permission(user, [action for action in actions if action != "publish"])

    def user_has_permission_for_instance(self, user, action, instance):
        if action == "delete" and instance.live:
            return False
        return super().user_has_permission_for_instance(user, action, instance)

    def users_with_any_permission(self, actions):
        return super().users_with_any_permission([action for action in actions if action != "publish"])
