"""Everything that is kept about one member as one file: JSON for programs, a page for people."""

import io
import json
import zipfile

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language

from ..models import Member
from .looks import lists_since, visits_to
from .registry import holdings

DATA, PAGE = "my-data.json", "my-data.html"


def archive_of(member: Member) -> bytes:
    """Return a zip with all that every room keeps about `member`, and who looked at it."""
    held = [(holding, holding.entries(member)) for holding in holdings() if holding.rows]
    now = timezone.localtime()
    visits, lists = visits_to(member), lists_since(member)
    data = {
        "made_at": now,
        "member": member.employee_number,
        "kept": {
            holding.key: {
                "name": str(holding.name),
                "purpose": str(holding.purpose),
                "period": str(holding.period),
                "seen_by": str(holding.seen_by),
                "entries": [{fact.name: _plain(fact.value) for fact in entry} for entry in entries],
            }
            for holding, entries in held
        },
        "looks": [
            {"on": visit.on, "who": visit.viewer.name, "roles": visit.roles, "at": visit.subjects} for visit in visits
        ],
        "lists": [
            {"hour": look.hour, "who": look.viewer.name, "at": look.subject_name, "people": look.people}
            for look in lists
        ],
    }
    page = render_to_string(
        "people/privacy/archive.html",
        {
            "member": member,
            "held": held,
            "visits": visits,
            "lists": lists,
            "made_at": now,
            "LANGUAGE_CODE": get_language(),
        },
    )
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(DATA, json.dumps(data, ensure_ascii=False, indent=2, cls=DjangoJSONEncoder))
        archive.writestr(PAGE, page)
    return content.getvalue()


def _plain(value):
    """A translated text, or anything else that JSON does not know, becomes text."""
    known = value is None or isinstance(value, bool | int | float | str | list | dict) or hasattr(value, "isoformat")
    return value if known else str(value)
