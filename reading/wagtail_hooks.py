from wagtail.snippets.models import register_snippet

from . import admin  # noqa: F401
from .viewsets import BookViewSet

register_snippet(BookViewSet)
