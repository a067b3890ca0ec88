from django import forms
from django.core.paginator import Paginator
from django.db import models
from django.db.models.functions import ExtractYear
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager

from cms.blocks import ArticleBlock
from cms.pages import UnionPage
from cms.querysets import UnionPageQuerySet

from .category import NewsCategory

PAGE_LENGTH = 12


class NewsIndexPage(UnionPage):
    content_panels = [*Page.content_panels, FieldPanel("summary")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["news.NewsPage"]
    max_count = 1

    class Meta(UnionPage.Meta):
        verbose_name = _("news index page")

    def get_context(self, request, *args, **kwargs):
        """Add `news` (a page of a paginator), the choices and what was chosen: `category`, `year`, `tag`.

        An unknown choice in the address is treated as none, a page number out of range as the nearest.
        """
        context = super().get_context(request, *args, **kwargs)
        readable = NewsPage.objects.child_of(self).visible_to(request.user)
        news = readable
        categories = list(NewsCategory.objects.all())
        chosen = next((c for c in categories if c.slug == request.GET.get("category")), None)
        years = list(
            readable.annotate(year=ExtractYear("date")).order_by("-year").values_list("year", flat=True).distinct()
        )
        year = next((y for y in years if str(y) == request.GET.get("year")), None)
        tag = request.GET.get("tag", "").strip()
        if chosen:
            news = news.filter(category=chosen)
        if year:
            news = news.filter(date__year=year)
        if tag:
            news = news.filter(tags__name__iexact=tag).distinct()
        context.update(
            news=Paginator(news.newest_first().with_card_data(), PAGE_LENGTH).get_page(request.GET.get("page")),
            categories=categories,
            category=chosen,
            years=years,
            year=year,
            tag=tag,
        )
        return context


class NewsPageTag(TaggedItemBase):
    content_object = ParentalKey("news.NewsPage", on_delete=models.CASCADE, related_name="tagged_items")


class NewsQuerySet(UnionPageQuerySet):
    def with_card_data(self):
        """Fetch what a list of news shows, in a constant number of queries."""
        return self.select_related("category", "cover").prefetch_related("cover__renditions")

    def newest_first(self):
        """Pinned news first while their pin lasts, then by date."""
        pinned = models.Case(
            models.When(pinned_until__gte=timezone.localdate(), then=1), default=0, output_field=models.IntegerField()
        )
        return self.annotate(is_pinned=pinned).order_by("-is_pinned", "-date", "-first_published_at", "-pk")


class NewsPage(UnionPage):
    date = models.DateField(_("date"), default=timezone.localdate)
    category = models.ForeignKey(NewsCategory, models.PROTECT, related_name="news", verbose_name=_("category"))
    cover = models.ForeignKey(
        "cms.UnionImage", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("cover")
    )
    body = StreamField(ArticleBlock(), verbose_name=_("article"))
    tags = ClusterTaggableManager(through=NewsPageTag, blank=True, verbose_name=_("tags"))
    department = models.ForeignKey(
        "people.Department",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("department of origin"),
    )
    club = models.ForeignKey(
        "activities.ClubPage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="news",
        verbose_name=_("related club"),
    )
    writer = models.CharField(_("writer"), max_length=60, blank=True)
    photographer = models.CharField(_("photographer"), max_length=60, blank=True)
    editor = models.CharField(_("editor"), max_length=60, blank=True)
    reviewers = models.CharField(
        _("line of reviewers"), max_length=120, blank=True, help_text=_("As the office words it.")
    )
    source = models.CharField(_("reprinted from"), max_length=120, blank=True)
    document_number = models.CharField(_("document number"), max_length=60, blank=True)
    pinned_until = models.DateField(_("pinned until"), null=True, blank=True)

    objects = PageManager.from_queryset(NewsQuerySet)()

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldRowPanel([FieldPanel("category", widget=forms.Select), FieldPanel("date")]),
        FieldPanel("cover"),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldPanel("department"),
                FieldRowPanel([FieldPanel("writer"), FieldPanel("photographer")]),
                FieldRowPanel([FieldPanel("editor"), FieldPanel("reviewers")]),
                FieldRowPanel([FieldPanel("source"), FieldPanel("document_number")]),
            ],
            heading=pgettext_lazy("of an article", "Origin"),
        ),
        MultiFieldPanel(
            [FieldPanel("tags"), FieldPanel("club"), FieldPanel("pinned_until")], heading=_("Where it appears")
        ),
    ]
    reading_fields = ["body", "document_number", "writer"]
    parent_page_types = ["news.NewsIndexPage"]
    subpage_types = []

    class Meta(UnionPage.Meta):
        verbose_name = _("news page")

    @property
    def is_pinned_now(self):
        return bool(self.pinned_until and self.pinned_until >= timezone.localdate())

    @property
    def shows_cover(self) -> bool:
        """The cover opens the article, unless the article shows that picture large itself."""
        # By key: Wagtail holds two images for different when their alternative texts are.
        shown = {block.value["image"].pk for block in self.body if block.block_type == "picture"}
        return bool(self.cover_id) and self.cover_id not in shown

    def get_context(self, request, *args, **kwargs):
        """Add `previous` and `next` in time, `related` news of the same category, and the `club` that may be named."""
        context = super().get_context(request, *args, **kwargs)
        others = NewsPage.objects.visible_to(request.user).exclude(pk=self.pk)
        # Several articles of one day stand in the order in which they were made; a new one has no number yet.
        number = self.pk or 0
        earlier = models.Q(date__lt=self.date) | models.Q(date=self.date, pk__lt=number)
        later = models.Q(date__gt=self.date) | models.Q(date=self.date, pk__gt=number)
        context["previous"] = others.filter(earlier).order_by("-date", "-pk").only("title", "url_path").first()
        context["next"] = others.filter(later).order_by("date", "pk").only("title", "url_path").first()
        context["club"] = self.club if self.club and self.club.is_open_to(request.user) else None
        context["related"] = others.filter(category=self.category_id).newest_first().with_card_data()[:3]
        return context
