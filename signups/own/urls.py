from django.urls import path

from . import views

urlpatterns = [
    path("sessions/<int:pk>/", views.session, name="session"),
    path("sessions/<int:pk>/calendar.ics", views.session_calendar, name="session_calendar"),
    path("sessions/<int:pk>/sign-up/", views.sign_up, name="sign_up"),
    path("me/sign-ups/", views.own_sign_ups, name="own_sign_ups"),
    path("me/sign-ups/<int:pk>/cancel/", views.cancel, name="cancel_sign_up"),
    path("me/sign-ups/<int:pk>/confirm/", views.confirm, name="confirm_sign_up"),
]
