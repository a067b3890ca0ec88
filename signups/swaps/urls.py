from django.urls import path

from . import views

urlpatterns = [
    path("sessions/<int:pk>/swap/", views.offer_place, name="offer_place"),
    path("swaps/<int:pk>/accept/", views.accept_place, name="accept_place"),
    path("swaps/<int:pk>/withdraw/", views.withdraw_offer, name="withdraw_offer"),
]
