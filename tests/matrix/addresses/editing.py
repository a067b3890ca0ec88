"""The admin: what is drafted, approved and published."""

from ..roles import ADMINISTRATORS, APPROVERS, EDITORS
from .door import LIBRARY, OFFICE, Door

ADDRESSES = [
    (
        Door(OFFICE | ADMINISTRATORS),  # Which days are off.
        r"""
        admin/{announced_year,calendar_day}/{LISTED,KEPT_ROW}
        admin/holidays/<int:year>/
        """,
    ),
    (
        Door(OFFICE),  # What the office makes of the search, and reads of it.
        r"""
        admin/{promoted-result,synonym}/{LISTED,KEPT_ROW}
        admin/searches/{,results/,export/}
        """,
    ),
    (
        Door(LIBRARY),
        r"""
        admin/^reading/copy/RECORD_PAGES
        """,
    ),
    (
        Door(OFFICE, own=True),
        r"""
        admin/news/import/<int:pk>/{,discard/,submit/,<int:manuscript_pk>/}
        admin/news/import/<int:pk>/<int:manuscript_pk>/pictures/<int:number>/
        """,
    ),
    (
        Door(EDITORS, own=True),
        r"""
        admin/approvals/deputies/<int:pk>/end/
        """,
    ),
    (
        Door(APPROVERS | ADMINISTRATORS),
        r"""
        admin/^approval/approvalrecord/RECORD_PAGES
        admin/approvals/{figures/,words/import/}
        """,
    ),
    (
        # What is about no person: what an editor may do there is decided, and tried, in tests/approval. That what they
        # show and change of people is theirs is looked at here as everywhere.
        Door(EDITORS),
        r"""
        admin/{,^.*/$,test404/,failwhale/,account/,dismissibles/,block-preview/,modeladmin/jsi18n/,collections/}
        admin/approvals/{,calendar/,<int:task_state_id>/preview/,item/<int:workflow_state_id>/,confirm/<int:page_id>/}
        admin/approvals/{deputies/,words/export/,proofs/<str:label>/<str:pk>/preview/}
        admin/checked-word/{LISTED,KEPT_ROW,inspect/<int:pk>/}
        admin/news/import/
        admin/greetings/calendar/
        admin/honours/<int:pk>/objection/
        admin/activities/dates/
        admin/api/main/^{pages,images,documents}/{,<int:pk>/,find/}
        admin/approvals/{records/<uuid:reference>,together/<int:joint_id>}/{,sheet/}
        admin/choose-{anchor,email,external,phone}-link/
        admin/choose-page/{,<int:parent_page_id>/,chosen-multiple/,search/}
        admin/documents/{,results/,usage/<int:document_id>/}
        admin/embeds/chooser/{,upload/}
        admin/images/{,results/,usage/<int:image_id>/,<int:image_id>/preview/<str:filter_spec>/}
        admin/images/<int:image_id>/generate_url/{,output/}
        admin/{documents/,images/,member-}chooser/{,results/,chosen-multiple/,chosen/<str:pk>/}
        admin/images/chooser/<int:image_id>/select_format/
        admin/pages/{,<int:parent_page_id>/,<int:parent_page_id>/results/,<int:parent_page_id>/add_subpage/}
        admin/pages/<int:page_id>/{edit/preview/,history/,history/results/,revisions/,usage/,view_draft/}
        admin/pages/<int:page_id>/{revisions/<int:revision_id>/view/,workflow_history/}
        admin/pages/<int:page_id>/workflow_history/detail/<int:workflow_state_id>/
        admin/pages/^(?P<pk>\d+)/COMPARE
        admin/pages/add/<slug:content_type_app_name>/<slug:content_type_model_name>/<int:parent_page_id>/preview/
        admin/pages/usage/<slug:content_type_app_name>/<slug:content_type_model_name>/{,results/}
        admin/pages/{create/<slug:app_label>/<slug:model_name>,search/,search/results/}
        admin/pages/workflow/collect_action_data/<int:page_id>/<slug:action_name>/<int:task_state_id>/
        admin/pages/workflow/preview/<int:page_id>/<int:task_id>/
        admin/reports/{aging-pages,locked,page-types-usage,site-history,workflow,workflow_tasks}/{,results/}
        admin/settings/<slug:app_name>/<slug:model_name>/<int:pk>/preview/
        admin/settings/<slug:app_name>/<slug:model_name>/
        admin/snippets/
        admin/snippets/{news/newscategory,SNIPPET}/{,results/,history/<int:pk>/,history-results/<int:pk>/}
        admin/snippets/{news/newscategory,SNIPPET}/usage/<int:pk>/
        admin/snippets/SNIPPET/{preview/,preview/<int:pk>/,workflow/preview/<int:pk>/<int:task_id>/}
        admin/snippets/SNIPPET/workflow/collect_action_data/<int:pk>/<slug:action_name>/<int:task_state_id>/
        admin/snippets/SNIPPET/{workflow_history/<int:pk>/,history/<int:pk>/revisions/<int:revision_id>/view/}
        admin/snippets/SNIPPET/workflow_history/<int:pk>/detail/<int:workflow_state_id>/
        admin/snippets/SNIPPET/{copy/<int:pk>/,history/(?P<pk>.+)/COMPARE}
        admin/snippets/choose/CHOSEN/{,results/,chosen-multiple/,chosen/<str:pk>/}
        admin/tag-autocomplete/{,<slug:app_name>/<slug:model_name>/}
        admin/workflows/task_chooser/{,results/,<int:task_id>/}
        admin/documents/{add/,chooser/create/,multiple/add/}
        admin/documents/multiple/create_from_uploaded_document/<int:uploaded_file_id>/
        admin/documents/multiple/delete_upload/<int:uploaded_file_id>/
        admin/images/{add/,chooser/create/,multiple/add/}
        admin/images/multiple/create_from_uploaded_image/<int:uploaded_file_id>/
        admin/images/multiple/delete_upload/<int:uploaded_file_id>/
        admin/pages/<int:page_id>/{convert_alias/,copy/,lock/,unlock/}
        admin/pages/<int:page_to_move_id>/{move/,move/<int:destination_id>/confirm/}
        admin/pages/add/<slug:content_type_app_name>/<slug:content_type_model_name>/<int:parent_page_id>/
        admin/pages/workflow/confirm_cancellation/<int:page_id>/
        admin/snippets/SNIPPET/{add/,lock/<int:pk>/,unlock/<int:pk>/}
        admin/snippets/SNIPPET/workflow/confirm_cancellation/<int:pk>/
        admin/snippets/choose/SNIPPET/create/
        admin/approvals/{<int:task_state_id>/,several/,together/<int:joint_id>/decide/}
        admin/pages/<int:page_id>/{edit/,revisions/<int:revision_id>/revert/}
        admin/pages/workflow/action/<int:page_id>/<slug:action_name>/<int:task_state_id>/
        admin/snippets/SNIPPET/{edit/<int:pk>/,history/<int:pk>/revisions/<int:revision_id>/revert/}
        admin/snippets/SNIPPET/workflow/action/<int:pk>/<slug:action_name>/<int:task_state_id>/
        admin/approvals/take-down/<str:app_label>/<str:model_name>/<int:pk>/
        admin/approvals/unschedule/<int:revision_id>/
        admin/bulk/<str:app_label>/<str:model_name>/<str:action>/
        admin/documents/{delete/<int:document_id>/,multiple/<int:doc_id>/delete/}
        admin/images/{<int:image_id>/delete/,multiple/<int:image_id>/delete/}
        admin/pages/<int:page_id>/delete/
        admin/snippets/SNIPPET/delete/<int:pk>/
        admin/documents/{edit/<int:document_id>/,multiple/<int:doc_id>/}
        admin/images/{<int:image_id>/,multiple/<int:image_id>/}
        admin/pages/<int:page_to_move_id>/set_position/
        admin/settings/<slug:app_name>/<slug:model_name>/<int:pk>/
        admin/snippets/news/newscategory/{add/,copy/<int:pk>/,edit/<int:pk>/,delete/<int:pk>/}
        admin/snippets/choose/news/newscategory/create/
        admin/approvals/{checks,proofs}/<str:label>/<str:pk>/
        admin/approvals/records/<uuid:reference>/erase/
        admin/approvals/together/<int:joint_id>/{again/,withdraw/}
        admin/editing-sessions/ping/<str:app_label>/<str:model_name>/<str:object_id>/<int:session_id>/
        admin/editing-sessions/release/<int:session_id>/
        admin/collections/{add/,<int:pk>/,<int:pk>/delete/,<int:collection_id>/privacy/}
        admin/workflows/task_chooser/create/
        admin/api/main/<str:kind>/<str:pk>/action/<str:action_name>/
        admin/api/main/^pages/<int:pk>/action/<str:action_name>/
        admin/pages/<int:page_id>/{privacy/,unpublish/,revisions/<int:revision_id>/unschedule/}
        admin/snippets/SNIPPET/{unpublish/<int:pk>/,history/<int:pk>/revisions/<int:revision_id>/unschedule/}
        """,
    ),
]
