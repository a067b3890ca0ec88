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

        from .permissions import close_plain_pages
        from .roles import set_up_roles_after_migrate
        from .signal_handlers import connect

        close_plain_pages()
        connect()
        register_kinds(
            approval__waiting=_("waiting for approval"),
            approval__sent_back=_("sent back"),
            approval__approved=_("approved"),
            approval__published=_("public at its hour"),
            approval__expired=_("expired"),
            approval__hour_missed=_("hour missed"),
            approval__review_due=_("to be read again"),
        )
        post_migrate.connect(set_up_roles_after_migrate, sender=self, dispatch_uid="approval.set_up_roles")
