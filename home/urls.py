from django.urls import path

from . import views

urlpatterns = [
    path("search/", views.search, name="search"),
    path("me/", views.my_page, name="my_page"),
]
