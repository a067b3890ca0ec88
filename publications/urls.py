from django.urls import path

from . import objection_views, views

urlpatterns = [
    path("publications/", views.publications, name="publications"),
    path("publications/<int:pk>/", views.publication, name="publication"),
    path("publications/<int:pk>/list.pdf", views.publication_list, name="publication_list"),
    path("publications/<int:pk>/result.pdf", views.publication_result, name="publication_result"),
    path("publications/<int:pk>/object/", objection_views.object_to_list, name="object_to_list"),
    path("publications/objections/", objection_views.objections, name="objections"),
    path("publications/objections/<int:pk>/", objection_views.objection, name="objection"),
    path("publications/objections/<int:pk>/take-up/", objection_views.take_up_objection, name="take_up_objection"),
    path("publications/objections/<int:pk>/answer/", objection_views.answer_objection, name="answer_objection"),
    path("publications/objections/<int:pk>/withdraw/", objection_views.withdraw_objection, name="withdraw_objection"),
]
