"""The office's list of what is searched for, and of what is searched for in vain."""

from urllib.parse import urlencode

import django_filters
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from openpyxl import Workbook
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, NumberColumn
from wagtail.admin.views.generic import BaseListingView, PermissionCheckedMixin
from wagtail.admin.widgets.button import HeaderButton
from wagtail.permission_policies import ModelPermissionPolicy

from people.workbooks import as_text, export

from .questions import understand
from .searches import KEPT_FOR_DAYS, KeptSearch

SHORT_PERIOD_DAYS = 30
STAFF, VISITORS = "staff", "visitors"
NOTHING, SOMETHING = "nothing", "something"


class SearchesFilterSet(WagtailFilterSet):
    days = django_filters.ChoiceFilter(
        label=gettext_lazy("period"),
        method="narrow_to_days",
        empty_label=gettext_lazy("last 90 days"),
        choices=[("7", gettext_lazy("last 7 days")), (str(SHORT_PERIOD_DAYS), gettext_lazy("last 30 days"))],
    )
    found = django_filters.ChoiceFilter(
        label=gettext_lazy("result"),
        method="narrow_to_found",
        empty_label=gettext_lazy("all"),
        choices=[(NOTHING, gettext_lazy("nothing is found")), (SOMETHING, gettext_lazy("something is found"))],
    )
    by = django_filters.ChoiceFilter(
        label=gettext_lazy("who searched"),
        method="narrow_to_people",
        empty_label=gettext_lazy("all"),
        choices=[
            (STAFF, pgettext_lazy("who searched", "signed-in staff")),
            (VISITORS, pgettext_lazy("who searched", "visitors")),
        ],
    )

    class Meta:
        model = KeptSearch
        fields = []

    def narrow_to_days(self, searches, _name, value):
        return searches.since(int(value))

    def narrow_to_people(self, searches, _name, value):
        return searches.filter(by_staff=value == STAFF)

    def narrow_to_found(self, searches, _name, _value):
        """It is asked of the words, once their searches are counted."""
        return searches


class WordsColumn(Column):
    """The words, and what the office can make of them: give them a meaning, or a page that comes first."""

    cell_template_name = "search/admin/words_cell.html"

    class Media:
        css = {"all": ["css/admin/searches.css"]}

    def get_cell_context_data(self, row, parent_context):
        words = urlencode({"words": row["words"]})
        acts = {name: f"{reverse(f'{name}:add')}?{words}" for name in ("synonym", "promoted_result")}
        return {**super().get_cell_context_data(row, parent_context), "acts": acts}


def last_result(row: dict) -> str:
    return pgettext("found", "nothing") if row["last"] == row["last_in_vain"] else pgettext("found", "something")


def last_day(row: dict) -> str:
    return f"{row['last_day']:%Y-%m-%d}"


class SearchesView(PermissionCheckedMixin, BaseListingView):
    """One row for each words, with how many people asked for them. A person counts once a day."""

    model = KeptSearch
    permission_policy = ModelPermissionPolicy(KeptSearch)
    permission_required = "view"
    results_template_name = "search/admin/searches_results.html"
    page_title = gettext_lazy("What is searched for")
    header_icon = "search"
    index_url_name = "searches"
    index_results_url_name = "searches_results"
    filterset_class = SearchesFilterSet
    is_searchable = True
    paginate_by = 50
    columns = [
        WordsColumn("words", label=pgettext_lazy("of a search", "words"), sort_key="words"),
        NumberColumn("asked", label=pgettext_lazy("people and days", "searches"), sort_key="asked"),
        NumberColumn("in_vain", label=pgettext_lazy("people and days", "without results"), sort_key="in_vain"),
        Column("last_result", label=gettext_lazy("found last"), accessor=last_result),
        Column("last_day", label=gettext_lazy("last asked"), sort_key="last_day", accessor=last_day),
    ]

    @property
    def default_ordering(self):
        return "-in_vain" if self.chosen == NOTHING else "-asked"

    @cached_property
    def chosen(self) -> str:
        """What the list is narrowed to by what was found."""
        return self.filters.form.cleaned_data.get("found", "") if self.filters.is_valid() else ""

    def get_queryset(self):
        counted = self.search_queryset(self.filter_queryset(KeptSearch.objects.all())).by_words()
        if self.chosen:
            counted = counted.without_results() if self.chosen == NOTHING else counted.with_results()
        return counted.order_by(self.ordering, "words")

    def search_queryset(self, searches):
        for term in understand(self.search_query).wanted:
            searches = searches.filter(words__contains=term.text)
        return searches

    def get_context_data(self, *args, **kwargs):
        return {**super().get_context_data(*args, **kwargs), "kept_days": KEPT_FOR_DAYS}

    @property
    def header_buttons(self):
        address = f"{self.index_url}?{urlencode({'found': NOTHING, 'days': SHORT_PERIOD_DAYS})}"
        return [HeaderButton(_("Without results"), address, icon_name="warning")]

    @property
    def header_more_buttons(self):
        asked = self.request.GET.copy()
        for name in (self.page_kwarg, "_w_filter_fragment"):
            asked.pop(name, None)
        address = f"{reverse('export_searches')}?{asked.urlencode()}"
        return [HeaderButton(_("Export to Excel"), address, icon_name="download")]


class ExportSearchesView(SearchesView):
    """The same list, all of it, as a workbook."""

    def get(self, request, *args, **kwargs):
        rows = list(self.get_queryset())
        return export(workbook_of(rows), "searches.xlsx", by=request.user, rows=len(rows))


def workbook_of(rows: list[dict]) -> Workbook:
    """Return a workbook with one line for each words. Words are text, so that no spreadsheet program computes them."""
    book = Workbook()
    sheet = book.active
    sheet.append([capfirst(str(column.label)) for column in SearchesView.columns])
    for number, row in enumerate(rows, start=2):
        as_text(sheet.cell(number, 1, row["words"]))
        for place, value in enumerate((row["asked"], row["in_vain"], last_result(row), last_day(row)), start=2):
            sheet.cell(number, place, value)
    for letter, width in zip("ABCDE", (40, 12, 12, 16, 14), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    return book
