from django.urls import path

from . import office_views, own_views, views, vote_views

urlpatterns = [
    path("works/", views.calls, name="calls"),
    path("works/<int:pk>/", views.work, name="work"),
    path("works/calls/<int:pk>/", views.call, name="call"),
    path("works/calls/<int:pk>/hand-in/", views.hand_in_work, name="hand_in_work"),
    path("works/calls/<int:pk>/office/", office_views.call_office, name="call_office"),
    path("works/calls/<int:pk>/office/submit/", office_views.submit_works, name="submit_works"),
    path("me/works/", own_views.own_works, name="own_works"),
    path("me/works/<int:pk>/replace/", own_views.replace_work, name="replace_work"),
    path("me/works/<int:pk>/withdraw/", own_views.withdraw_work, name="withdraw_work"),
    path("votes/<int:pk>/", vote_views.vote_round, name="vote_round"),
    path("votes/<int:pk>/office/", office_views.round_office, name="round_office"),
    path("votes/<int:pk>/office/honours/", office_views.make_honours, name="make_honours"),
    path("votes/<int:pk>/office/result.xlsx", office_views.round_workbook, name="round_workbook"),
]
