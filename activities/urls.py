from django.urls import path

from . import feeds, views

urlpatterns = [
    path("activities/", views.activities, name="activities"),
    path("activities/<int:pk>/", views.activity, name="activity"),
    path("calendar.ics", feeds.everything, name="calendar_of_everything"),
    path("calendar/<int:pk>.ics", feeds.of_club, name="calendar_of_club"),
]
