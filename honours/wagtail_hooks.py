from wagtail.snippets.models import register_snippet

from .viewsets import HonourViewSet

register_snippet(HonourViewSet)
