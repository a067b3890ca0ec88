"""Below /admin/roster/; Wagtail asks for access to the admin before any of them, the views for the administrator."""

from django.urls import path

from . import export_views, step_views, views

urlpatterns = [
    path("", views.roster_imports, name="roster_imports"),
    path("template/", export_views.roster_template, name="roster_template"),
    path("export/", export_views.roster_export, name="roster_export"),
    path("<int:pk>/", views.roster_import, name="roster_import"),
    path("<int:pk>/columns/", views.roster_columns, name="roster_columns"),
    path("<int:pk>/compare/", views.roster_compare, name="roster_compare"),
    path("<int:pk>/progress/", views.roster_progress, name="roster_progress"),
    path("<int:pk>/apply/", step_views.roster_apply, name="roster_apply"),
    path("<int:pk>/undo/", step_views.roster_undo, name="roster_undo"),
    path("<int:pk>/discard/", step_views.roster_discard, name="roster_discard"),
]
