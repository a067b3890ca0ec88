"""A copy of a page is a draft, whoever makes it and however: nobody has approved it where it stands."""

from wagtail.actions.copy_page import CopyPageAction

_execute = CopyPageAction.execute


def copy_as_a_draft(action: CopyPageAction, skip_permission_checks: bool = False):
    """Copy, and leave nothing live. `Page.copy` in code asks for no permission and keeps pages live by default."""
    action.keep_live = False
    return _execute(action, skip_permission_checks=skip_permission_checks)


def leave_no_copy_live() -> None:
    """Let whatever copies pages go this way: the editor, a bulk action, a translation, a command."""
    CopyPageAction.execute = copy_as_a_draft
