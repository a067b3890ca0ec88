from wagtail.snippets.models import register_snippet

from .viewsets import ContestViewSet

register_snippet(ContestViewSet)
