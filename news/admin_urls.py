"""Below /admin/news/import/; Wagtail asks for access to the admin before any of them."""

from django.urls import path

from . import admin_views, submitting_views

urlpatterns = [
    path("", admin_views.upload, name="news_import"),
    path("<int:pk>/", admin_views.batch, name="news_import_batch"),
    path("<int:pk>/submit/", submitting_views.submit, name="news_import_submit"),
    path("<int:pk>/discard/", admin_views.discard, name="news_import_discard"),
    path("<int:pk>/<int:manuscript_pk>/", admin_views.article, name="news_import_article"),
    path("<int:pk>/<int:manuscript_pk>/pictures/<int:number>/", admin_views.picture, name="news_import_picture"),
]
