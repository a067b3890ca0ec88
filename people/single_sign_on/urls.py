"""Below /accounts/. allauth's own, to sign up and to link accounts of other services, are not there."""

from django.urls import path

from . import views

urlpatterns = [
    path("by/<slug:door>/", views.begin, name="single_sign_on"),
    path("by/<slug:door>/done/", views.done, name="single_sign_on_done"),
]
