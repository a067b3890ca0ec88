from django.urls import path

from . import views

urlpatterns = [
    path("me/notices/", views.inbox, name="inbox"),
    path("me/notices/read/", views.read_all, name="read_all_notices"),
    path("me/notices/<int:pk>/open/", views.open_notice, name="open_notice"),
]
