from django.urls import path

from . import views

urlpatterns = [
    path("venues/", views.venues, name="venues"),
    path("venues/<int:pk>/", views.venue, name="venue"),
    path("venues/<int:pk>/book/", views.book_slot, name="book_slot"),
]
