from wagtail.snippets.models import register_snippet

from .viewsets import PublicationViewSet

register_snippet(PublicationViewSet)
