from django.urls import path
from wagtail.admin.auth import require_admin_access

from . import closed_views, deputy_views, record_views, schedule_views, take_down_views, views
from .checks import views as checks_views
from .checks import word_views
from .proofs import views as proofs_views
from .together import sheet_views as together_sheet_views
from .together import views as together_views
from .unschedule_views import lead_from_wagtails_page, unschedule_view

urlpatterns = [
    path("approvals/", require_admin_access(views.queue), name="approval_queue"),
    path("approvals/words/import/", require_admin_access(word_views.import_words), name="approval_import_words"),
    path("approvals/words/export/", require_admin_access(word_views.export_words), name="approval_export_words"),
    path("approvals/checks/<str:label>/<str:pk>/", require_admin_access(checks_views.findings), name="approval_checks"),
    path("approvals/proofs/<str:label>/<str:pk>/", require_admin_access(proofs_views.proofs), name="approval_proofs"),
    path(
        "approvals/proofs/<str:label>/<str:pk>/preview/",
        require_admin_access(proofs_views.preview),
        name="approval_proof_preview",
    ),
    path("approvals/<int:task_state_id>/", require_admin_access(views.review), name="approval_review"),
    path("approvals/<int:task_state_id>/preview/", require_admin_access(views.preview), name="approval_preview"),
    path("approvals/item/<int:workflow_state_id>/", require_admin_access(views.item), name="approval_item"),
    path("approvals/several/", require_admin_access(views.several), name="approval_several"),
    path("approvals/together/<int:joint_id>/", require_admin_access(together_views.together), name="approval_together"),
    path(
        "approvals/together/<int:joint_id>/decide/",
        require_admin_access(together_views.decide),
        name="approval_together_decide",
    ),
    path(
        "approvals/together/<int:joint_id>/withdraw/",
        require_admin_access(together_views.withdraw),
        name="approval_together_withdraw",
    ),
    path(
        "approvals/together/<int:joint_id>/again/",
        require_admin_access(together_views.again),
        name="approval_together_again",
    ),
    path(
        "approvals/together/<int:joint_id>/sheet/",
        require_admin_access(together_sheet_views.sheet),
        name="approval_together_sheet",
    ),
    path("approvals/deputies/", require_admin_access(deputy_views.deputies), name="approval_deputies"),
    path("approvals/deputies/<int:pk>/end/", require_admin_access(deputy_views.end), name="approval_end_deputyship"),
    path(
        "approvals/take-down/<str:app_label>/<str:model_name>/<int:pk>/",
        require_admin_access(take_down_views.take_down_view),
        name="approval_take_down",
    ),
    path("approvals/figures/", require_admin_access(record_views.figures), name="approval_figures"),
    path("approvals/records/<uuid:reference>/", require_admin_access(record_views.record_page), name="approval_record"),
    path("approvals/records/<uuid:reference>/sheet/", require_admin_access(record_views.sheet), name="approval_sheet"),
    path("approvals/records/<uuid:reference>/erase/", require_admin_access(record_views.erase), name="approval_erase"),
    path("approvals/calendar/", require_admin_access(schedule_views.calendar), name="approval_calendar"),
    path("approvals/unschedule/<int:revision_id>/", require_admin_access(unschedule_view), name="approval_unschedule"),
    # These stand before Wagtail's own addresses.
    path("api/main/<str:kind>/<str:pk>/action/<str:action_name>/", closed_views.refuse_api_action),
    path("pages/<int:page_id>/unpublish/", require_admin_access(take_down_views.lead_from_wagtails_page)),
    path(
        "pages/<int:page_id>/revisions/<int:revision_id>/unschedule/",
        require_admin_access(lead_from_wagtails_page),
    ),
    path(
        "approvals/confirm/<int:page_id>/", require_admin_access(schedule_views.confirm_page), name="approval_confirm"
    ),
]
