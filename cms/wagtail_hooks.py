from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html
from wagtail import hooks
from wagtail.models import Page

from approval.permissions import works_on_pages

from .restriction import readable
from .search.report import ExportSearchesView, SearchesView
from .search.viewsets import SearchGroup


@hooks.register("insert_global_admin_css")
def admin_colours():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/theme.css"))


@hooks.register("insert_global_admin_js")
def start_widgets():
    return format_html('<script src="{}" defer></script>', static("js/admin/starts.js"))


@hooks.register("insert_editor_js")
def submit_after_saving():
    return format_html('<script src="{}" defer></script>', static("js/admin/saving_first.js"))


@hooks.register("construct_main_menu")
def leave_out_what_leads_elsewhere(request, menu_items):
    """Wagtail's help leads to English pages on other sites; ours is in the docs and on the pages themselves."""
    menu_items[:] = [item for item in menu_items if item.name != "help"]


@hooks.register("construct_page_chooser_queryset")
def choose_among_what_one_may_read(pages, request):
    """Whoever works on pages chooses among all; a librarian links to what a librarian may read, and is public."""
    if works_on_pages(request.user):
        return pages
    # The search of the chooser understands no subqueries.
    return pages.filter(pk__in=list(readable(Page.objects.live(), request.user).values_list("pk", flat=True)))


@hooks.register("register_admin_viewset")
def search_group():
    return SearchGroup()


@hooks.register("register_admin_urls")
def searches_urls():
    return [
        path("searches/", SearchesView.as_view(), name="searches"),
        path("searches/results/", SearchesView.as_view(results_only=True), name="searches_results"),
        path("searches/export/", ExportSearchesView.as_view(), name="export_searches"),
    ]
