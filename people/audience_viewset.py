"""Audiences in the admin. Whoever saves one is told how many people belong to it now."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.models import CreateView, EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from .bodies.parts import PartDeleteView
from .models import Audience, Member


class AudienceIndexView(IndexView):
    def get_base_queryset(self):
        return super().get_base_queryset().with_parts()


class CountsPeople:
    def form_valid(self, form):
        response = super().form_valid(form)
        people = Member.objects.greetable().in_audience(form.instance).count()
        if people:
            said = ngettext("%(count)d person belongs to it now.", "%(count)d people belong to it now.", people)
            messages.info(self.request, said % {"count": people})
        else:
            messages.warning(
                self.request, _("It is an audience with nobody in it: no member of staff reads what is only for it.")
            )
        return response


class AudienceCreateView(CountsPeople, CreateView):
    pass


class AudienceEditView(CountsPeople, EditView):
    pass


class AudienceViewSet(ModelViewSet):
    model = Audience
    icon = "view"
    list_display = ["name", Column("in_words", label=gettext_lazy("who belongs to it"))]
    search_fields = ["name"]
    copy_view_enabled = False
    index_view_class = AudienceIndexView
    add_view_class = AudienceCreateView
    edit_view_class = AudienceEditView
    delete_view_class = PartDeleteView
