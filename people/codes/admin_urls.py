"""Below /admin/slips/; Wagtail asks for access to the admin before any of them, the views for the administrator."""

from django.urls import path

from . import admin_views

urlpatterns = [
    path("", admin_views.slips, name="sign_in_slips"),
    path("sheet/", admin_views.slips_sheet, name="sign_in_slips_sheet"),
]
