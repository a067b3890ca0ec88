from django.urls import path

from . import views

urlpatterns = [
    path("sessions/<int:pk>/", views.session, name="session"),
]
