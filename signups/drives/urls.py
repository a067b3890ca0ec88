from django.urls import path

from . import views

urlpatterns = [
    path("drives/", views.drives, name="drives"),
    path("drives/<int:pk>/", views.drive, name="drive"),
    path("drives/<int:pk>/edit/", views.edit_drive, name="edit_drive"),
]
