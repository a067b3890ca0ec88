from itertools import groupby

from django.apps import apps
from django.contrib.auth.decorators import permission_required
from django.shortcuts import render
from wagtail.admin.auth import require_admin_access

from .kinds import registered_kinds, shown_with_places


@require_admin_access
@permission_required("notices.view_notice", raise_exception=True)
def kinds_of_notices(request):
    """Every kind of notice with its words, room by room, so that somebody can read them all."""
    rooms = [
        (apps.get_app_config(room).verbose_name, [_shown(kind) for kind in kinds])
        for room, kinds in groupby(registered_kinds(), key=lambda kind: kind.room)
    ]
    return render(request, "notices/admin/kinds.html", {"rooms": rooms})


def _shown(kind) -> dict:
    texts = [
        {"subject": shown_with_places(wording.subject), "body": shown_with_places(wording.body)}
        for wording in kind.wordings.values()
    ]
    return {"name": kind.name, "code": kind.code, "kind": kind, "texts": texts}
