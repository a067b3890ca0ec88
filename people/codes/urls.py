"""Below /accounts/, beside allauth's own."""

from django.urls import path

from . import texting_views, views

urlpatterns = [
    path("first/", views.first_sign_in, name="first_sign_in"),
    path("first/password/", views.first_password, name="first_password"),
    path("text/", texting_views.ask_for_text, name="ask_for_text"),
    path("text/code/", texting_views.take_text, name="take_text"),
]
