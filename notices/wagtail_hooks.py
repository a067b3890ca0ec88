from wagtail_modeladmin.options import modeladmin_register

from .admin import NoticeAdmin

modeladmin_register(NoticeAdmin)
