from wagtail.snippets.models import register_snippet

from .viewsets import RecurringActivityViewSet

register_snippet(RecurringActivityViewSet)
