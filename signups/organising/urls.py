from django.urls import include, path

from . import adding_views, date_views, deciding_views, file_views, views

ONE_DATE = [
    path("", views.session_list, name="session_list"),
    path("add/", adding_views.add_person, name="add_person"),
    path("import/", adding_views.import_people, name="import_people"),
    path("admit/", deciding_views.admit_many, name="admit_many"),
    path("message/", deciding_views.message_people, name="message_people"),
    path("places/", date_views.change_places, name="change_places"),
    path("move/", date_views.move_date, name="move_date"),
    path("cancel/", date_views.cancel_date, name="cancel_date"),
    path("reopen/", date_views.reopen_date, name="reopen_date"),
    path("series/", date_views.settle_difference, name="settle_difference"),
    path("workbook/", file_views.session_workbook, name="session_workbook"),
    path("roll/", file_views.session_roll, name="session_roll"),
    path("poster/", file_views.session_poster, name="session_poster"),
    path("poster.pdf", file_views.poster_file, {"kind": "pdf"}, name="poster_pdf"),
    path("poster.png", file_views.poster_file, {"kind": "png"}, name="poster_png"),
    path("<int:sign_up_pk>/", views.sign_up_page, name="kept_sign_up"),
    path("<int:sign_up_pk>/admit/", deciding_views.decide, {"act": "admit"}, name="admit_sign_up"),
    path("<int:sign_up_pk>/refuse/", deciding_views.decide, {"act": "refuse"}, name="refuse_sign_up"),
    path("<int:sign_up_pk>/first/", deciding_views.decide, {"act": "put_first"}, name="put_sign_up_first"),
    path("<int:sign_up_pk>/move/", deciding_views.decide, {"act": "transfer"}, name="transfer_sign_up"),
    path("<int:sign_up_pk>/off/", deciding_views.decide, {"act": "take_off"}, name="take_sign_up_off"),
]

urlpatterns = [
    path("sessions/mine/", views.kept_sessions, name="kept_sessions"),
    path("sessions/differing/", date_views.differing_sessions, name="differing_sessions"),
    path("sessions/<int:pk>/list/", include(ONE_DATE)),
]
