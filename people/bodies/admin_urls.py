"""Below /admin/bodies/; Wagtail asks for access to the admin before any of them, the views for the administrator."""

from django.urls import path

from . import admin_views

urlpatterns = [
    path("", admin_views.bodies, name="bodies"),
    path("<int:pk>/", admin_views.body, name="body"),
    path("<int:pk>/appoint/", admin_views.appoint_view, name="appoint"),
    path("<int:pk>/term/", admin_views.begin_term_view, name="begin_term"),
    path("posts/<int:pk>/end/", admin_views.end_post_view, name="end_post"),
]
