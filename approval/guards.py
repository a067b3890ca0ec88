"""Ways around an approval that permissions alone do not close."""

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import DraftStateMixin


def refuse_to_delete_live_snippets(request, instances):
    """Stop the deletion of what is public, one or many at once: Wagtail asks for the model's permission only."""
    live = [thing for thing in instances if isinstance(thing, DraftStateMixin) and thing.live]
    if not live:
        return None
    messages.error(request, _("“%(title)s” is public. It is taken down before it is deleted.") % {"title": live[0]})
    model = type(live[0])
    return redirect(model.snippet_viewset.get_url_name("list"))
