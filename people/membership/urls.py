from django.urls import path

from . import views

urlpatterns = [
    path("", views.my_membership, name="my_membership"),
    path("<int:pk>/withdraw/", views.withdraw_application, name="withdraw_application"),
]
