from django.urls import path

from . import consent_views, keeper_views, rating_views, views

urlpatterns = [
    path("selections/", views.selections, name="selections"),
    path("selections/consents/", consent_views.consents, name="consents"),
    path("selections/consents/<int:pk>/", consent_views.decide_consent, name="decide_consent"),
    path("selections/turns/", keeper_views.past_turns, name="past_turns"),
    path("selections/ratings/", rating_views.ratings, name="base_ratings"),
    path("selections/ratings/<int:pk>/", rating_views.read_rating, name="read_rating"),
    path("selections/rate/<int:pk>/", rating_views.rate_turn, name="rate_turn"),
    path("selections/applications/<int:pk>/", keeper_views.application, name="selection_application"),
    path("selections/marks/<int:pk>/", keeper_views.correct_mark, name="correct_mark"),
    path("selections/<int:pk>/", views.selection, name="selection"),
    path("selections/<int:pk>/apply/", views.apply_for, name="apply_for_selection"),
    path("selections/<int:pk>/withdraw/", views.withdraw_application, name="withdraw_from_selection"),
    path("selections/<int:pk>/doubt/", views.doubt_points, name="doubt_points"),
    path("selections/<int:pk>/draw/", views.draw_of_selection, name="selection_draw"),
    path("selections/<int:pk>/people/", keeper_views.people, name="selection_people"),
    path("selections/<int:pk>/people/workbook/", keeper_views.people_workbook, name="selection_workbook"),
    path("selections/<int:pk>/rank/", keeper_views.make_list, name="make_list"),
    path("selections/<int:pk>/discard/", keeper_views.discard_list, name="discard_list"),
    path("selections/<int:pk>/recompute/", keeper_views.recompute_points, name="recompute_points"),
    path("selections/<int:pk>/publish/", keeper_views.publish_list, name="publish_list"),
]
