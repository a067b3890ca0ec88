from django.urls import path
from wagtail.admin.auth import require_admin_access

from . import schedule_views, views

urlpatterns = [
    path("approvals/", require_admin_access(views.queue), name="approval_queue"),
    path("approvals/<int:task_state_id>/", require_admin_access(views.review), name="approval_review"),
    path("approvals/<int:task_state_id>/preview/", require_admin_access(views.preview), name="approval_preview"),
    path("approvals/item/<int:workflow_state_id>/", require_admin_access(views.item), name="approval_item"),
    path("approvals/calendar/", require_admin_access(schedule_views.calendar), name="approval_calendar"),
    path(
        "approvals/confirm/<int:page_id>/", require_admin_access(schedule_views.confirm_page), name="approval_confirm"
    ),
]
