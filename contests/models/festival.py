from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page, PageManager

from cms.blocks import TEXT_FEATURES
from cms.pages import UnionPage
from cms.querysets import UnionPageQuerySet

from ..festivals.gathering import gathered

# So long before its first day a festival is announced where people look for what is on.
ANNOUNCED_BEFORE = timedelta(days=30)


class FestivalPageQuerySet(UnionPageQuerySet):
    def going_on(self):
        """Those that are on, and those that begin soon, the first to begin first."""
        today = timezone.localdate()
        return self.filter(ends_on__gte=today, starts_on__lte=today + ANNOUNCED_BEFORE).order_by("starts_on", "pk")


class FestivalPage(UnionPage):
    """An umbrella (专题) over what a festival consists of: dates, articles, and calls for works."""

    cover = models.ForeignKey(
        "cms.UnionImage", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("cover")
    )
    introduction = RichTextField(_("introduction"), features=TEXT_FEATURES)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    tag = models.CharField(
        _("tag of its articles"), max_length=60, blank=True, help_text=_("Articles with this tag appear on the page.")
    )
    category = models.ForeignKey(
        "news.NewsCategory",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("category of its articles"),
        help_text=_("Articles of this category that are dated from the first to the last day appear on the page."),
    )

    objects = PageManager.from_queryset(FestivalPageQuerySet)()

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("cover"),
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
        FieldPanel("introduction"),
        InlinePanel("activities", label=_("activity"), heading=_("Programme: activities")),
        InlinePanel("clubs", label=_("club"), heading=_("Programme: all dates of these clubs")),
        InlinePanel("calls", label=_("call for works"), heading=_("Works")),
        MultiFieldPanel([FieldPanel("tag"), FieldPanel("category")], heading=_("Articles")),
        InlinePanel("articles", label=pgettext_lazy("of a festival", "article"), heading=_("Single articles")),
    ]
    reading_fields = ["introduction"]
    parent_page_types = ["home.HomePage"]
    subpage_types = []

    class Meta(UnionPage.Meta):
        verbose_name = _("festival page")
        constraints = [
            *UnionPage.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="contests_festivalpage_in_order",
                violation_error_message=_("A festival does not end before it begins."),
            ),
        ]

    @property
    def days_until(self) -> int:
        """How many days it is still away; 0 from its first day on."""
        return max((self.starts_on - timezone.localdate()).days, 0)

    @property
    def is_on(self) -> bool:
        return self.starts_on <= timezone.localdate() <= self.ends_on

    @property
    def is_over(self) -> bool:
        return self.ends_on < timezone.localdate()

    @property
    def day_number(self) -> int:
        """Which day of the festival today is, from 1."""
        return (timezone.localdate() - self.starts_on).days + 1

    def get_context(self, request, *args, **kwargs):
        """Add what `gathered` returns: the days of the programme, articles, calls with works, open votes."""
        return {**super().get_context(request, *args, **kwargs), **gathered(self, request.user)}


class FestivalActivity(Orderable):
    festival = ParentalKey(FestivalPage, on_delete=models.CASCADE, related_name="activities")
    activity = models.ForeignKey(
        "activities.RecurringActivity", models.CASCADE, related_name="+", verbose_name=_("activity")
    )

    panels = [FieldPanel("activity")]

    class Meta(Orderable.Meta):
        verbose_name = _("activity of a festival")


class FestivalClub(Orderable):
    festival = ParentalKey(FestivalPage, on_delete=models.CASCADE, related_name="clubs")
    club = models.ForeignKey("activities.ClubPage", models.CASCADE, related_name="+", verbose_name=_("club"))

    panels = [PageChooserPanel("club")]

    class Meta(Orderable.Meta):
        verbose_name = _("club of a festival")


class FestivalCall(Orderable):
    festival = ParentalKey(FestivalPage, on_delete=models.CASCADE, related_name="calls")
    call = models.ForeignKey("contests.Call", models.CASCADE, related_name="+", verbose_name=_("call for works"))

    panels = [FieldPanel("call")]

    class Meta(Orderable.Meta):
        verbose_name = _("call of a festival")


class FestivalArticle(Orderable):
    festival = ParentalKey(FestivalPage, on_delete=models.CASCADE, related_name="articles")
    article = models.ForeignKey(
        "news.NewsPage", models.CASCADE, related_name="+", verbose_name=pgettext_lazy("of a festival", "article")
    )

    panels = [PageChooserPanel("article")]

    class Meta(Orderable.Meta):
        verbose_name = _("article of a festival")
