from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.blocks import ArticleBlock
from cms.pages import UnionPage

from ..blocks import HomeBlock


class HomePage(UnionPage):
    """The front door. Each block is chosen and ordered by the officer; nothing is hard-wired."""

    body = StreamField(HomeBlock(), verbose_name=_("blocks"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("body")]
    parent_page_types = ["wagtailcore.Page"]
    max_count = 1

    class Meta(UnionPage.Meta):
        verbose_name = _("home page")


class StandardPage(UnionPage):
    """Anything else: about the union, how to, the privacy notice."""

    body = StreamField(ArticleBlock(), verbose_name=_("article"))

    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("body")]
    reading_fields = ["body"]
    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]

    class Meta(UnionPage.Meta):
        verbose_name = _("standard page")
