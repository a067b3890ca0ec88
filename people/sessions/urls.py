"""Below /me/."""

from django.urls import path

from . import views

urlpatterns = [
    path("sessions/<int:pk>/end/", views.end_one, name="end_session"),
    path("sessions/end-others/", views.end_others, name="end_other_sessions"),
]
