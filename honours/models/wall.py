from itertools import groupby

from django.core.paginator import Paginator
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from cms.blocks import TEXT_FEATURES
from cms.pages import UnionPage
from people.models import Department

from .honour import Honour

PAGE_LENGTH = 24


class HonourWallPage(UnionPage):
    introduction = RichTextField(_("introduction"), blank=True, features=TEXT_FEATURES)

    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("introduction")]
    reading_fields = ["introduction"]
    parent_page_types = ["home.HomePage"]
    subpage_types = []
    max_count = 1

    class Meta(UnionPage.Meta):
        verbose_name = _("honour wall page")

    def get_context(self, request, *args, **kwargs):
        """Add `honours` (a page of a paginator; `honours_by_year` groups it) and the choices.

        What was chosen is `year`, `level` and `department`; an unknown choice is treated as none.
        """
        context = super().get_context(request, *args, **kwargs)
        live = Honour.objects.live()
        years = list(
            live.annotate(year=ExtractYear("date")).order_by("-year").values_list("year", flat=True).distinct()
        )
        departments = list(
            (
                Department.objects.filter(honours__honour__live=True)
                | Department.objects.filter(members__honours__honour__live=True)
            ).distinct()
        )
        year = next((y for y in years if str(y) == request.GET.get("year")), None)
        level = request.GET.get("level", "")
        level = level if level in Honour.Level.values else ""
        department = next((d for d in departments if d.slug == request.GET.get("department")), None)
        honours = live
        if year:
            honours = honours.filter(date__year=year)
        if level:
            honours = honours.filter(level=level)
        if department:
            of_department = honours.filter(recipients__department=department)
            of_its_people = honours.filter(recipients__member__department=department)
            honours = (of_department | of_its_people).distinct()
        shown = Paginator(honours.with_card_data(), PAGE_LENGTH).get_page(request.GET.get("page"))
        context.update(
            honours=shown,
            honours_by_year=[
                (of_year, list(group)) for of_year, group in groupby(shown, lambda found: found.date.year)
            ],
            years=years,
            year=year,
            levels=Honour.Level.choices,
            level=level,
            departments=departments,
            department=department,
        )
        return context
