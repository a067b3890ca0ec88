from django.urls import path

from . import assessing_views, marking_views, result_views, views

urlpatterns = [
    path("ratings/", views.ratings, name="ratings"),
    path("ratings/<int:pk>/", views.rating_round, name="rating_round"),
    path("ratings/<int:pk>/criteria/", views.rating_criteria, name="rating_criteria"),
    path("ratings/<int:pk>/open/", views.open_rating, name="open_rating"),
    path("ratings/<int:pk>/begin-marks/", views.begin_rating_marks, name="begin_rating_marks"),
    path("ratings/<int:pk>/marking/", marking_views.rating_marking, name="rating_marking"),
    path("ratings/<int:pk>/result/", result_views.rating_result, name="rating_result"),
    path("ratings/<int:pk>/result/workbook/", result_views.rating_workbook, name="rating_workbook"),
    path("ratings/<int:pk>/put-forward/", result_views.put_rating_forward, name="put_rating_forward"),
    path("ratings/<int:pk>/withdraw/", result_views.withdraw_rating, name="withdraw_rating"),
    path("ratings/clubs/<int:pk>/", result_views.rating_outcome, name="rating_outcome"),
    path("ratings/clubs/<int:pk>/self-assessment/", assessing_views.self_assessment, name="self_assessment"),
    path(
        "ratings/clubs/<int:pk>/take-back/", assessing_views.take_self_assessment_back, name="take_self_assessment_back"
    ),
    path("ratings/clubs/<int:pk>/reopen/", views.reopen_self_assessment, name="reopen_self_assessment"),
    path("ratings/clubs/<int:pk>/marks/", marking_views.mark_club, name="mark_club"),
    path("ratings/evidence/<int:pk>/", assessing_views.evidence_file, name="rating_evidence"),
]
