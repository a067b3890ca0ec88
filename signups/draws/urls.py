from django.urls import path

from . import views

urlpatterns = [
    path("draws/recompute.py", views.program, name="draw_program"),
    path("sessions/<int:pk>/draw/", views.session_draw, name="session_draw"),
    path("sessions/<int:pk>/draw/file/", views.draw_file, name="draw_file"),
    path("sessions/<int:pk>/list/draw/", views.draw_session, name="draw_session"),
]
