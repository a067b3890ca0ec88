from wagtail.snippets.models import register_snippet

from .viewsets import NewsCategoryViewSet

register_snippet(NewsCategoryViewSet)
