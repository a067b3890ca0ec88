from django.urls import path

from . import office_views, views

urlpatterns = [
    path("me/group-places/", views.group_places, name="group_places"),
    path("sessions/<int:pk>/group/", views.session_group, name="session_group"),
    path("sessions/<int:pk>/group/<int:row_pk>/take-back/", views.take_back_named, name="take_back_named"),
    path("sessions/<int:pk>/list/groups/", office_views.session_groups, name="session_groups"),
    path("sessions/<int:pk>/list/pools/", office_views.session_pools, name="session_pools"),
    path("sessions/<int:pk>/list/pools/merge/", office_views.merge_pools, name="merge_pools"),
]
