"""Below /admin/roster/; Wagtail asks for access to the admin before any of them, the views for the administrator."""

from django.urls import path

from . import roster_views

urlpatterns = [
    path("", roster_views.roster_imports, name="roster_imports"),
    path("template/", roster_views.roster_template, name="roster_template"),
    path("export/", roster_views.roster_export, name="roster_export"),
    path("<int:pk>/", roster_views.roster_import, name="roster_import"),
    path("<int:pk>/columns/", roster_views.roster_columns, name="roster_columns"),
    path("<int:pk>/compare/", roster_views.roster_compare, name="roster_compare"),
    path("<int:pk>/progress/", roster_views.roster_progress, name="roster_progress"),
    path("<int:pk>/apply/", roster_views.roster_apply, name="roster_apply"),
    path("<int:pk>/undo/", roster_views.roster_undo, name="roster_undo"),
    path("<int:pk>/discard/", roster_views.roster_discard, name="roster_discard"),
]
