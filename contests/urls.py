from django.urls import include, path

from . import keeping_views, views

urlpatterns = [
    path("contests/", views.contests, name="contests"),
    path("contests/<int:pk>/", views.contest, name="contest"),
    path("contests/<int:pk>/programme.pdf", views.programme, name="contest_programme"),
    path("contests/<int:pk>/keep/", keeping_views.kept_contest, name="kept_contest"),
    path("contests/<int:pk>/keep/honours/", keeping_views.award, name="award_contest"),
    path("contests/<int:pk>/keep/rosters/", keeping_views.rosters, name="contest_rosters"),
    path("contests/<int:pk>/keep/results/", keeping_views.results, name="contest_results"),
    path("contests/<int:pk>/keep/events/<int:event>/", keeping_views.event, name="contest_event"),
    path("", include("contests.teams.urls")),
    path("", include("contests.fixtures.urls")),
    path("", include("contests.works.urls")),
]
