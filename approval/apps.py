from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ApprovalConfig(AppConfig):
    name = "approval"
    verbose_name = _("approval")

    def ready(self):
        """Stand last in INSTALLED_APPS: Wagtail's mails can be replaced only once they are connected, and the
        permissions of snippets exist only after every other app's post_migrate.
        """
        from notices.kinds import register_kinds
        from people.registry import lets_approve, opens_editor

        from .copying import leave_no_copy_live
        from .deputies import all_deputies
        from .hands import keep_the_hands
        from .notice_kinds import KINDS, PLACES
        from .permissions import close_plain_pages, is_reviewer
        from .personal_data import register as register_personal_data
        from .roles import set_up_roles_after_migrate
        from .signal_handlers import connect
        from .task_types import offer_our_stage_alone
        from .withdrawing import close_stale_withdrawals

        close_plain_pages()
        close_stale_withdrawals()
        keep_the_hands()
        leave_no_copy_live()
        offer_our_stage_alone()
        opens_editor(is_reviewer)
        lets_approve(all_deputies)
        connect()
        register_kinds(KINDS, **PLACES)
        register_personal_data()
        post_migrate.connect(set_up_roles_after_migrate, sender=self, dispatch_uid="approval.set_up_roles")
