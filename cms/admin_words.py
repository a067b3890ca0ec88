"""What Wagtail's admin calls things, where it forgets to."""

from wagtail.admin.views.pages.search import SearchView
from wagtail.models import Page


def name_what_the_page_search_lists() -> None:
    """Its head counts “1-20 of 57 …” and would end in “None”: Wagtail's search of all pages names no model."""
    SearchView.verbose_name = Page._meta.verbose_name
    SearchView.verbose_name_plural = Page._meta.verbose_name_plural
