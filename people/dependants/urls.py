from django.urls import path

from . import views

urlpatterns = [
    path("", views.my_family, name="my_family"),
    path("add/", views.add_dependant, name="add_dependant"),
    path("<int:pk>/", views.change_dependant, name="change_dependant"),
    path("<int:pk>/remove/", views.remove_dependant, name="remove_dependant"),
]
