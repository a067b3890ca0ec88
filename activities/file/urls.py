from django.urls import include, path

from . import document_views, handout_views, photo_views, views

ONE_DATE = [
    path("", views.activity_file, name="activity_file"),
    path("make/", views.make, name="make_activity_file"),
    path("progress/", views.progress, name="activity_file_progress"),
    path("made/<int:row_pk>/zip/", views.download, {"kind": "zip"}, name="activity_file_zip"),
    path("made/<int:row_pk>/pdf/", views.download, {"kind": "pdf"}, name="activity_file_pdf"),
    path("made/<int:row_pk>/discard/", views.discard_file, name="discard_activity_file"),
    path("photos/", photo_views.session_photos, name="session_photos"),
    path("photos/<int:row_pk>/", photo_views.session_photo, name="session_photo"),
    path("photos/<int:row_pk>/small/", photo_views.session_photo, {"small": True}, name="session_photo_small"),
    path("photos/<int:row_pk>/remove/", photo_views.remove_session_photo, name="remove_session_photo"),
    path("documents/<int:row_pk>/", document_views.session_document, name="session_document"),
    path("documents/<int:row_pk>/remove/", document_views.remove_session_document, name="remove_session_document"),
    path("parts/<slug:part>/attach/", document_views.attach_document, name="attach_document"),
    path("parts/<slug:part>/choose/", document_views.choose_things, name="choose_things"),
    path("handouts/", handout_views.handouts, name="handouts"),
    path("handouts/blank.pdf", handout_views.blank_sheet, name="blank_handout"),
    path("handouts/<int:row_pk>/", handout_views.change_handout, name="change_handout"),
    path("handouts/<int:row_pk>/remove/", handout_views.remove_handout, name="remove_handout"),
    path("handouts/<int:row_pk>/sheet/", handout_views.handout_sheet, name="handout_sheet"),
]

urlpatterns = [path("sessions/<int:pk>/list/file/", include(ONE_DATE))]
