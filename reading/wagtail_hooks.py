from wagtail.snippets.models import register_snippet
from wagtail_modeladmin.options import modeladmin_register

from .admin import CopyAdmin
from .viewsets import BookViewSet

register_snippet(BookViewSet)
modeladmin_register(CopyAdmin)
