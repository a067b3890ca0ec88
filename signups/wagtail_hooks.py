from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .viewsets import SelectionViewSet, SignUpsGroup

register_snippet(SelectionViewSet)

for record_admin in SignUpsGroup.records:
    record_admin.register_with_wagtail()


@hooks.register("register_admin_viewset")
def sign_ups_group():
    return SignUpsGroup()
