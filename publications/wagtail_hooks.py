from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .guards import refuse_to_delete_what_stood
from .viewsets import PublicationViewSet

register_snippet(PublicationViewSet)
hooks.register("before_delete_snippet", refuse_to_delete_what_stood)
