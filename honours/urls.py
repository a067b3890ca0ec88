from django.urls import path

from . import views

urlpatterns = [path("honours/<int:pk>/", views.honour, name="honour")]
