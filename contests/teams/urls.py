from django.urls import path

from . import views

urlpatterns = [
    path("me/teams/", views.my_teams, name="my_teams"),
    path("contests/<int:pk>/enter/", views.enter, name="enter_team"),
    path("contests/teams/<int:pk>/", views.team, name="team"),
    path("contests/teams/<int:pk>/name/", views.rename, name="rename_team"),
    path("contests/teams/<int:pk>/roster/", views.roster, name="team_roster"),
    path("contests/teams/<int:pk>/withdraw/", views.withdraw, name="withdraw_team"),
    path("contests/players/<int:pk>/off/", views.off, name="take_player_off"),
    path("contests/players/<int:pk>/seat/", views.seat_player, name="seat_player"),
    path("contests/players/<int:pk>/decline/", views.decline_place, name="decline_team"),
]
