"""What each address of the admin does, read and decided by a person: the list that the resolver is compared with.

A line is a route, or several: `{a,b}` stands for each of a and b, a word in capitals for what it is below. A new route
fails tests/approval/test_every_address.py until somebody has decided what it may do and put it here.
"""

import re
from collections.abc import Iterator
from enum import Enum


class Kind(Enum):
    """What may come of a request, whoever sends it, whatever it says."""

    READS = "shows something"
    DRAFTS = "makes or changes drafts, and what editors work with: locks, imports, previews"
    DECIDES = "ends in a decision, by those who may decide"
    TAKES_DOWN = "takes off the site, or off the schedule, by an approver with a remark"
    DELETES = "deletes what is not public; an approver, also what has an approved hour"
    KEEPS = "changes at once, and logged, what docs/rules/approval.md names as kept by somebody"
    RECORDS = "writes a record, or what the office works with and no reader sees"
    SETS_UP = "says who may do what, and who decides"
    CLOSED = "Wagtail's own, refused or led to ours"


WORDS = {
    "SNIPPET": "{activities/recurringactivity,contests/call,contests/contest,contests/voteround,contests/work"
    ",home/greeting,honours/honour,publications/publication,reading/book,signups/selection}",
    "KEPT": "{announced_year,audience,base,calendar_day,campus,department,promoted-result,synonym,venue}",
    "INNER": "{branch,union_group,work-account}",
    "RECORD": "{approval/approvalrecord,notices/delivery,notices/notice,people/correction,people/look"
    ",people/membershipchange,people/postheld,people/rolegrant,reading/copy,signups/signup,signups/strike}",
    "CHOSEN": "{activities/recurringactivity,contests/call,contests/contest,contests/voteround,contests/work"
    ",home/greeting,honours/honour,news/newscategory,publications/publication,reading/book,signups/selection}",
    "LOOKS": "{,results/,history/<int:pk>/,history-results/<int:pk>/,usage/<int:pk>/}",
    "COMPARE": r"revisions/compare/(?P<revision_id_a>live|earliest|\d+)\.\.\.(?P<revision_id_b>live|latest|\d+)/$",
}
ROUTES = {
    Kind.READS: r"""
        admin/{,^.*/$,test404/,failwhale/,sprite/,jsi18n/,modeladmin/jsi18n/,block-preview/}
        admin/^RECORD/{$,history/(?P<instance_pk>[-\w]+)/$,inspect/(?P<instance_pk>[-\w]+)/$}
        admin/{KEPT,INNER,groups,sites,users}/LOOKS
        admin/users/inspect/<int:pk>/
        admin/slips/
        admin/bodies/{,<int:pk>/}
        admin/membership/{,members/<int:pk>/}
        admin/checked-word/LOOKS
        admin/checked-word/inspect/<int:pk>/
        admin/api/main/^{pages,images,documents}/{,<int:pk>/,find/}
        admin/approvals/{,calendar/,figures/,<int:task_state_id>/preview/,item/<int:workflow_state_id>/}
        admin/approvals/{proofs/<str:label>/<str:pk>/preview/,words/export/}
        admin/approvals/{records/<uuid:reference>,together/<int:joint_id>}/{,sheet/}
        admin/choose-{anchor,email,external,phone}-link/
        admin/choose-page/{,<int:parent_page_id>/,chosen-multiple/,search/}
        admin/collections/
        admin/documents/{,results/,usage/<int:document_id>/}
        admin/embeds/chooser/{,upload/}
        admin/greetings/calendar/
        admin/activities/dates/
        admin/notice-kinds/
        admin/searches/{,results/,export/}
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
        admin/redirects/{,results/}
        admin/reports/{aging-pages,locked,page-types-usage,site-history,workflow,workflow_tasks}/{,results/}
        admin/roster/{export/,template/,<int:pk>/,<int:pk>/columns/,<int:pk>/progress/}
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
        admin/workflows/{list/,list/results/,usage/<int:pk>/,usage/<int:pk>/results/}
        admin/workflows/task_chooser/{,results/,<int:task_id>/}
        admin/workflows/tasks/{index/,index/results/,select_type/}
    """,
    Kind.DRAFTS: r"""
        admin/documents/{add/,chooser/create/,multiple/add/}
        admin/documents/multiple/create_from_uploaded_document/<int:uploaded_file_id>/
        admin/documents/multiple/delete_upload/<int:uploaded_file_id>/
        admin/images/{add/,chooser/create/,multiple/add/}
        admin/images/multiple/create_from_uploaded_image/<int:uploaded_file_id>/
        admin/images/multiple/delete_upload/<int:uploaded_file_id>/
        admin/honours/<int:pk>/objection/
        admin/news/import/{,<int:pk>/,<int:pk>/discard/,<int:pk>/submit/}
        admin/news/import/<int:pk>/<int:manuscript_pk>/{,pictures/<int:number>/}
        admin/pages/<int:page_id>/{convert_alias/,copy/,lock/,unlock/}
        admin/pages/<int:page_to_move_id>/{move/,move/<int:destination_id>/confirm/}
        admin/pages/add/<slug:content_type_app_name>/<slug:content_type_model_name>/<int:parent_page_id>/
        admin/pages/workflow/confirm_cancellation/<int:page_id>/
        admin/snippets/SNIPPET/{add/,lock/<int:pk>/,unlock/<int:pk>/}
        admin/snippets/SNIPPET/workflow/confirm_cancellation/<int:pk>/
        admin/snippets/choose/SNIPPET/create/
    """,
    Kind.DECIDES: r"""
        admin/approvals/{<int:task_state_id>/,several/,together/<int:joint_id>/decide/}
        admin/pages/<int:page_id>/{edit/,revisions/<int:revision_id>/revert/}
        admin/pages/workflow/action/<int:page_id>/<slug:action_name>/<int:task_state_id>/
        admin/snippets/SNIPPET/{edit/<int:pk>/,history/<int:pk>/revisions/<int:revision_id>/revert/}
        admin/snippets/SNIPPET/workflow/action/<int:pk>/<slug:action_name>/<int:task_state_id>/
    """,
    Kind.TAKES_DOWN: r"""
        admin/approvals/take-down/<str:app_label>/<str:model_name>/<int:pk>/
        admin/approvals/unschedule/<int:revision_id>/
    """,
    Kind.DELETES: r"""
        admin/bulk/<str:app_label>/<str:model_name>/<str:action>/
        admin/documents/{delete/<int:document_id>/,multiple/<int:doc_id>/delete/}
        admin/images/{<int:image_id>/delete/,multiple/<int:image_id>/delete/}
        admin/pages/<int:page_id>/delete/
        admin/snippets/SNIPPET/delete/<int:pk>/
    """,
    Kind.KEEPS: r"""
        admin/KEPT/{new/,edit/<int:pk>/,delete/<int:pk>/}
        admin/holidays/<int:year>/
        admin/documents/{edit/<int:document_id>/,multiple/<int:doc_id>/}
        admin/images/{<int:image_id>/,multiple/<int:image_id>/}
        admin/pages/<int:page_to_move_id>/set_position/
        admin/redirects/{add/,<int:redirect_id>/,<int:redirect_id>/delete/,import/,import/process/}
        admin/settings/<slug:app_name>/<slug:model_name>/<int:pk>/
        admin/sites/{new/,copy/<int:pk>/,edit/<int:pk>/,delete/<int:pk>/}
        admin/snippets/news/newscategory/{add/,copy/<int:pk>/,edit/<int:pk>/,delete/<int:pk>/}
        admin/snippets/choose/news/newscategory/create/
        admin/users/{new/,copy/<int:pk>/,edit/<int:pk>/,delete/<int:pk>/}
    """,
    Kind.RECORDS: r"""
        admin/^RECORD/{create/$,edit/(?P<instance_pk>[-\w]+)/$,delete/(?P<instance_pk>[-\w]+)/$}
        admin/{account/,dismissibles/,logout/}
        admin/approvals/{checks,proofs}/<str:label>/<str:pk>/
        admin/approvals/{confirm/<int:page_id>/,deputies/,deputies/<int:pk>/end/,words/import/}
        admin/approvals/records/<uuid:reference>/erase/
        admin/approvals/together/<int:joint_id>/{again/,withdraw/}
        admin/checked-word/{new/,edit/<int:pk>/,delete/<int:pk>/}
        admin/editing-sessions/ping/<str:app_label>/<str:model_name>/<str:object_id>/<int:session_id>/
        admin/editing-sessions/release/<int:session_id>/
    """,
    Kind.SETS_UP: r"""
        admin/collections/{add/,<int:pk>/,<int:pk>/delete/,<int:collection_id>/privacy/}
        admin/{INNER,groups}/{new/,edit/<int:pk>/,delete/<int:pk>/}
        admin/roles/<int:pk>/end/
        admin/slips/sheet/
        admin/users/<int:pk>/{second-factor/,withdraw-slip/}
        admin/bodies/{<int:pk>/appoint/,<int:pk>/term/,posts/<int:pk>/end/}
        admin/membership/{applications/<int:pk>/,members/<int:pk>/in/,members/<int:pk>/out/}
        admin/roster/{,<int:pk>/apply/,<int:pk>/compare/,<int:pk>/discard/,<int:pk>/undo/}
        admin/workflows/{add/,edit/<int:pk>/,enable/<int:pk>/,disable/<int:pk>/}
        admin/workflows/remove/<int:page_pk>/{,<int:workflow_pk>/}
        admin/workflows/task_chooser/create/
        admin/workflows/tasks/{add/<str:app_label>/<str:model_name>/,edit/<int:pk>/,enable/<int:pk>/,disable/<int:pk>/}
    """,
    Kind.CLOSED: r"""
        admin/api/main/<str:kind>/<str:pk>/action/<str:action_name>/
        admin/api/main/^pages/<int:pk>/action/<str:action_name>/
        admin/login/
        admin/password_reset/{,complete/,confirm/<uidb64>/<token>/,done/}
        admin/pages/<int:page_id>/{privacy/,unpublish/,revisions/<int:revision_id>/unschedule/}
        admin/snippets/SNIPPET/{unpublish/<int:pk>/,history/<int:pk>/revisions/<int:revision_id>/unschedule/}
    """,
}


def _each(line: str) -> Iterator[str]:
    """Yield what a line with braces stands for."""
    found = re.search(r"\{([^{}]*)\}", line)
    if found is None:
        yield line
        return
    for choice in found[1].split(","):
        yield from _each(line[: found.start()] + choice + line[found.end() :])


def spelt_out(line: str) -> Iterator[str]:
    for word, meaning in WORDS.items():
        line = re.sub(rf"\b{word}\b", lambda _found, meaning=meaning: meaning, line)
    return _each(line)


KINDS = {route: kind for kind, lines in ROUTES.items() for line in lines.split() for route in spelt_out(line)}

# These take neither a form nor anything else by POST: what an editor has dismissed is sent by PATCH.
NO_FORM = {"admin/dismissibles/"}
# Who asks for these finds nothing, even with rows of every kind: a page that does not exist, a page that is an alias, a
# picture in a manuscript without pictures, a preview of settings, a table of the database that has no screen, and a
# deputyship of others.
NOT_FOUND = {
    "admin/^.*/$",
    "admin/approvals/deputies/<int:pk>/end/",
    "admin/news/import/<int:pk>/<int:manuscript_pk>/pictures/<int:number>/",
    "admin/pages/<int:page_id>/convert_alias/",
    "admin/settings/<slug:app_name>/<slug:model_name>/<int:pk>/preview/",
}
# Wagtail's own failures: a page made to fail, an import without its file, choosers in which nothing can be made, and
# the second step of an upload, which validates the model before it has the file.
FAILING = {
    "admin/failwhale/",
    "admin/redirects/import/process/",
    *spelt_out("admin/snippets/choose/CHOSEN/create/"),
}
