from django.urls import path

from . import keeping_views, recruiting_views, views

urlpatterns = [
    path("clubs/recruitment/", recruiting_views.club_recruitment, name="club_recruitment"),
    path("clubs/renewal/", recruiting_views.renew_all_clubs, name="renew_all_clubs"),
    path("clubs/<int:pk>/join/", views.join_club, name="join_club"),
    path("clubs/<int:pk>/leave/", views.leave_club, name="leave_club"),
    path("clubs/<int:pk>/place/", views.take_club_place, name="take_club_place"),
    path("clubs/<int:pk>/stay/", views.stay_in_club, name="stay_in_club"),
    path("clubs/<int:pk>/members/", keeping_views.club_members, name="club_members"),
    path("clubs/<int:pk>/duties/", keeping_views.club_duties, name="club_duties"),
    path("clubs/<int:pk>/duties/<int:role_pk>/end/", keeping_views.end_club_duty, name="end_club_duty"),
    path("clubs/<int:pk>/announce/", keeping_views.announce_to_club, name="announce_to_club"),
    path("clubs/<int:pk>/renewal/", keeping_views.club_renewal, name="club_renewal"),
    path(
        "clubs/<int:pk>/renewal/<int:membership_pk>/bring-back/",
        keeping_views.bring_back_to_club,
        name="bring_back_to_club",
    ),
]
