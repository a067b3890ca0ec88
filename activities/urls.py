from django.urls import include, path

from . import course_views, feeds, views

urlpatterns = [
    path("", include("activities.file.urls")),
    path("activities/", views.activities, name="activities"),
    path("activities/<int:pk>/", views.activity, name="activity"),
    path("activities/<int:pk>/all-dates/", course_views.all_dates, name="all_dates"),
    path("", include("activities.rating.urls")),
    path("", include("activities.membership.urls")),
    path("calendar.ics", feeds.everything, name="calendar_of_everything"),
    path("calendar/<int:pk>.ics", feeds.of_club, name="calendar_of_club"),
    path("", include("activities.budget.urls")),
]
