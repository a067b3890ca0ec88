from django.urls import path

from . import views

urlpatterns = [
    path("privacy/", views.privacy, name="privacy"),
    path("me/data/", views.my_data, name="my_data"),
    path("me/data/download/", views.download_my_data, name="download_my_data"),
    path("me/data/correct/", views.correct_my_data, name="correct_my_data"),
]
