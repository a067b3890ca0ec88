"""The way back from our pages in the admin."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

HOME = {"url": reverse_lazy("wagtailadmin_home"), "label": _("Home")}
QUEUE = (_("Waiting for approval"), reverse_lazy("approval_queue"))


def crumbs(*steps) -> list[dict]:
    """Return breadcrumbs for Wagtail's header: `steps` are pairs of label and address, the last without one."""
    return [HOME, *({"url": address, "label": label} for label, address in steps)]
