"""Who imports manuscripts, and what is theirs: others' uploads do not exist for anybody else."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from approval.ids import id_in

from .models import ManuscriptImport
from .permissions import news_index_for

HOME_CRUMB = {"url": reverse_lazy("wagtailadmin_home"), "label": gettext_lazy("Home")}


def for_importers(view):
    """Let in those who may add news; Wagtail leads everybody else back to where they may be."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not news_index_for(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def own_import(request, pk: int | str) -> ManuscriptImport:
    """Return an import of the one who asks."""
    return get_object_or_404(ManuscriptImport.objects.of(request.user), pk=id_in(str(pk)))


def frame(title: str, back: str = "") -> dict:
    """Return what Wagtail's header needs: title, icon, way back."""
    above = [{"url": back, "label": _("Import manuscripts")}] if back else []
    crumbs = [HOME_CRUMB, *above, {"url": "", "label": title}]
    return {"header_title": title, "header_icon": "upload", "breadcrumbs_items": crumbs}
