"""Below /accounts/2fa/, beside allauth's own."""

from django.urls import path

from . import views

urlpatterns = [path("done/", views.go_on, name="second_factor_done")]
