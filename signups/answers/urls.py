from django.urls import path

from . import organiser_views, views

urlpatterns = [
    path("sessions/<int:pk>/answers/", views.own_answers, name="own_answers"),
    path("sessions/<int:pk>/answers/files/<int:file>/", views.attachment, name="answers_attachment"),
    path("sessions/<int:pk>/list/answers/", organiser_views.answers, name="session_answers"),
    path("sessions/<int:pk>/list/answers/export/", organiser_views.export_answers, name="export_answers"),
    path("sessions/<int:pk>/list/answers/<int:answers>/", organiser_views.open_answers, name="open_answers"),
    path("sessions/<int:pk>/list/pick-up/", organiser_views.print_pick_up, name="pick_up_list"),
]
