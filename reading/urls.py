from django.urls import path

from . import views

urlpatterns = [path("reading/books/<int:pk>/", views.book, name="book")]
