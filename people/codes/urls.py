"""Below /accounts/, beside allauth's own."""

from django.urls import path

from . import views

urlpatterns = [
    path("first/", views.first_sign_in, name="first_sign_in"),
    path("first/password/", views.first_password, name="first_password"),
]
