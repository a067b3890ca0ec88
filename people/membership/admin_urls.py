"""Below /admin/membership/; Wagtail asks for access to the admin before any of them, the views for administrators."""

from django.urls import path

from . import admin_views

urlpatterns = [
    path("", admin_views.applications, name="membership_applications"),
    path("applications/<int:pk>/", admin_views.decide_on_application, name="membership_application"),
    path("members/<int:pk>/", admin_views.membership_of, name="membership_of"),
    path("members/<int:pk>/in/", admin_views.move_in_view, name="membership_in"),
    path("members/<int:pk>/out/", admin_views.move_out_view, name="membership_out"),
]
