"""What the pages of an import have in common: which import, its header, and why a step was refused."""

from collections.abc import Callable

from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from ..errors import Refused
from ..models import RosterImport

HOME = {"url": reverse_lazy("wagtailadmin_home"), "label": gettext_lazy("Home")}


def roster_or_404(pk: int) -> RosterImport:
    return get_object_or_404(RosterImport.objects.with_people(), pk=pk)


def header(title: str, roster: RosterImport | None = None) -> dict:
    """Return what Wagtail's header needs: title, icon, way back."""
    above = [{"url": reverse("roster_imports"), "label": _("Import the roster")}] if roster else []
    return {
        "header_title": title,
        "header_icon": "upload",
        "breadcrumbs_items": [HOME, *above, {"url": "", "label": title}],
        "page_subtitle": roster.file_name if roster else "",
    }


def succeeds(request, step: Callable, *args, **kwargs) -> bool:
    """Take a step of `steps`. Where it is refused, the next page says why."""
    try:
        step(*args, **kwargs)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    return True
