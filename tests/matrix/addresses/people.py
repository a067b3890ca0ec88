"""People, how the house is set up, and who may do what in it."""

from ..roles import ADMINISTRATORS
from .door import SUPERUSERS, Door

ADDRESSES = [
    (
        Door(ADMINISTRATORS),  # People, and what is known of them.
        r"""
        admin/users/{LISTED,new/,copy/<int:pk>/,edit/<int:pk>/,inspect/<int:pk>/}
        admin/{work-account,branch,campus,department,audience,union_group}/{LISTED,KEPT_ROW}
        admin/users/<int:pk>/{second-factor/,withdraw-slip/}
        admin/^{people/correction,people/look,people/rolegrant,notices/notice,notices/delivery}/RECORD_PAGES
        admin/^{people/postheld,people/membershipchange}/RECORD_PAGES
        admin/bodies/{,<int:pk>/,<int:pk>/appoint/,<int:pk>/term/,posts/<int:pk>/end/}
        admin/membership/{,applications/<int:pk>/,members/<int:pk>/,members/<int:pk>/in/,members/<int:pk>/out/}
        admin/roles/<int:pk>/end/
        admin/roster/{,export/,template/}
        admin/roster/<int:pk>/{,apply/,columns/,compare/,discard/,progress/,undo/}
        admin/slips/{,sheet/}
        admin/notice-kinds/
        """,
    ),
    (
        Door(ADMINISTRATORS),  # How the house is set up.
        r"""
        admin/redirects/{,results/,<int:redirect_id>/,<int:redirect_id>/delete/,add/,import/,import/process/}
        admin/workflows/{add/,list/,list/results/,edit/<int:pk>/,enable/<int:pk>/,disable/<int:pk>/}
        admin/workflows/{usage/<int:pk>/,usage/<int:pk>/results/}
        admin/workflows/remove/<int:page_pk>/{,<int:workflow_pk>/}
        admin/workflows/tasks/{index/,index/results/,select_type/,add/<str:app_label>/<str:model_name>/}
        admin/workflows/tasks/{edit/<int:pk>/,enable/<int:pk>/,disable/<int:pk>/}
        """,
    ),
    (
        Door(SUPERUSERS),
        r"""
        admin/{groups,sites}/{LISTED,KEPT_ROW}
        admin/sites/copy/<int:pk>/
        admin/users/delete/<int:pk>/
        """,
    ),
]
