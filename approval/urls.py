from django.urls import path
from wagtail.admin.auth import require_admin_access

from . import views
from .checks import views as checks_views
from .checks import word_views

urlpatterns = [
    path("approvals/", require_admin_access(views.queue), name="approval_queue"),
    path("approvals/words/import/", require_admin_access(word_views.import_words), name="approval_import_words"),
    path("approvals/words/export/", require_admin_access(word_views.export_words), name="approval_export_words"),
    path("approvals/checks/<str:label>/<str:pk>/", require_admin_access(checks_views.findings), name="approval_checks"),
    path("approvals/<int:task_state_id>/", require_admin_access(views.review), name="approval_review"),
    path("approvals/<int:task_state_id>/preview/", require_admin_access(views.preview), name="approval_preview"),
    path("approvals/item/<int:workflow_state_id>/", require_admin_access(views.item), name="approval_item"),
]
