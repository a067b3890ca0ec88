from django.urls import path
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .admin_views import honour_objection
from .viewsets import HonourViewSet

register_snippet(HonourViewSet)


@hooks.register("register_admin_urls")
def objection_urls():
    return [path("honours/<int:pk>/objection/", honour_objection, name="put_honour_forward")]
