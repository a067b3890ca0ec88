"""What has stood for objection is a record: it is taken down, and not deleted."""

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages

from .models import Publication, Standing


def refuse_to_delete_what_stood(request, instances):
    """Stop the deletion of lists that were ever published; one or many at once."""
    lists = [thing for thing in instances if isinstance(thing, Publication)]
    stood = Standing.objects.filter(publication__in=lists).select_related("publication").first()
    if stood is None:
        return None
    said = _("“%(title)s” has stood for objection: what became of it stays on record. It can be taken down.")
    messages.error(request, said % {"title": stood.publication})
    return redirect(Publication.snippet_viewset.get_url_name("list"))
