from wagtail import hooks

from .viewsets import SignUpsGroup

for record_admin in SignUpsGroup.records:
    record_admin.register_with_wagtail()


@hooks.register("register_admin_viewset")
def sign_ups_group():
    return SignUpsGroup()
