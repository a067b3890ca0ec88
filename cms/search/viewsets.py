"""What the office keeps of the search, and reads of it, in the admin."""

from django.db.models import F, Func, Q, TextField, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.admin.views.generic.models import IndexView
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from .forms import PromotedResultForm, SynonymForm
from .promoted import PromotedResult
from .questions import understand
from .synonyms import Synonym, SynonymWord, WordTaken
from .text import GAP


class FilledIn:
    """A new row begins with the words that the address brings, such as those of a search without results."""

    def get_initial(self):
        return {**super().get_initial(), "words": self.request.GET.get("words", "")}


class SaysWhatIsTaken:
    """What the database refuses is said at its field."""

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except WordTaken:
            # The form has said so, at its field.
            self.is_valid(form)
            return self.form_invalid(form)


class SynonymIndexView(IndexView):
    def search_queryset(self, queryset):
        """Each word that is asked for stands in one of the row's, however it is typed."""
        for term in understand(self.search_query).wanted:
            having = SynonymWord.objects.filter(key__contains=term.text)
            queryset = queryset.filter(pk__in=having.values("synonym"))
        return queryset


class SynonymCreateView(FilledIn, SaysWhatIsTaken, CreateView):
    pass


class SynonymEditView(SaysWhatIsTaken, EditView):
    pass


class SynonymViewSet(ModelViewSet):
    model = Synonym
    icon = "link"
    index_view_class = SynonymIndexView
    add_view_class = SynonymCreateView
    edit_view_class = SynonymEditView
    list_display = [
        "said",
        Column("get_kind_display", label=_("how they belong together")),
    ]
    list_filter = ["kind"]
    search_fields = ["said", "words__key"]
    search_backend_name = None
    copy_view_enabled = False
    inspect_view_enabled = False

    def get_form_class(self, for_update=False):
        return SynonymForm


class PromotedResultIndexView(IndexView):
    def get_base_queryset(self):
        return super().get_base_queryset().select_related("page")

    def search_queryset(self, queryset):
        """By its words as they are compared, or by the title of its page as it is written."""
        for term in understand(self.search_query).wanted:
            in_words = queryset.alias(
                said=Func(F("keys"), Value(GAP), function="array_to_string", output_field=TextField())
            )
            queryset = in_words.filter(Q(said__contains=term.text) | Q(page__title__icontains=term.text))
        return queryset


class PromotedResultCreateView(FilledIn, CreateView):
    pass


def state_of_page(result: PromotedResult) -> str:
    return _("public") if result.page.live else _("not public: it is shown to nobody")


class PromotedResultViewSet(ModelViewSet):
    model = PromotedResult
    icon = "pick"
    index_view_class = PromotedResultIndexView
    add_view_class = PromotedResultCreateView
    list_display = [
        "__str__",
        Column("state", label=_("state"), accessor=state_of_page),
    ]
    search_fields = ["keys", "page__title"]
    search_backend_name = None
    copy_view_enabled = False
    inspect_view_enabled = False

    def get_form_class(self, for_update=False):
        return PromotedResultForm


class SearchesMenuItem(MenuItem):
    """The way to what is searched for, shown to those who may read it."""

    def is_shown(self, request):
        return request.user.has_perm("cms.view_keptsearch")


class SearchGroup(ViewSetGroup):
    """Everything about the readers' search."""

    menu_label = pgettext_lazy("of the office", "Search of readers")
    menu_icon = "search"
    menu_order = 330
    items = (SynonymViewSet("synonym"), PromotedResultViewSet("promoted_result", url_prefix="promoted-result"))

    def get_submenu_items(self):
        searches = SearchesMenuItem(
            _("What is searched for"), reverse("searches"), name="searches", icon_name="list-ul", order=1
        )
        return [searches, *super().get_submenu_items()]
