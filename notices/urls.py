from django.urls import path

from . import receipt_views, views

urlpatterns = [
    path("me/notices/", views.inbox, name="inbox"),
    path("me/notices/read/", views.read_all, name="read_all_notices"),
    path("me/notices/settings/", views.preferences, name="notice_settings"),
    path("me/notices/sent/", receipt_views.sent, name="sent_notices"),
    path("me/notices/sent/<int:pk>/", receipt_views.event_page, name="event"),
    path("me/notices/sent/<int:pk>/remind/", receipt_views.remind_all, name="remind_of_event"),
    path("me/notices/of/<int:pk>/", views.notice_of_event, name="notice_of_event"),
    path("me/notices/<int:pk>/", views.notice_page, name="notice"),
    path("me/notices/<int:pk>/open/", views.open_notice, name="open_notice"),
    path("me/notices/<int:pk>/received/", views.receive, name="receive_notice"),
]
