from django.urls import path

from . import search_views, views
from .feed import views as feed_views

urlpatterns = [
    path("search/", search_views.search, name="search"),
    path("search/suggestions/", search_views.suggestions, name="search_suggestions"),
    path("me/", views.my_page, name="my_page"),
    path("me/calendar/make/", feed_views.make, name="make_calendar_address"),
    path("me/calendar/end/", feed_views.end, name="end_calendar_address"),
    path("feeds/<str:token>.ics", feed_views.calendar, name="calendar_feed"),
]
