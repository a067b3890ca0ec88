"""The blocks of the home page. Each fetches what it shows for whoever reads, so that staff see what is theirs."""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page

from activities.calendar import week_of
from cms.blocks import TranslatedStreamBlock
from cms.restriction import readable
from contests.models import FestivalPage
from honours.models import Honour
from news.models import NewsCategory, NewsPage
from reading.models import Book

ICONS = [
    ("news", _("newspaper")),
    ("clubs", _("people")),
    ("calendar", _("calendar")),
    ("medal", _("medal")),
    ("book", _("book")),
    ("search", _("magnifier")),
    ("form", _("form")),
    ("heart", _("heart")),
]


class HeroBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=40)
    text = blocks.TextBlock(label=_("Text"), required=False, max_length=160, rows=2)
    picture = ImageChooserBlock(label=_("Picture"))

    class Meta:
        icon = "image"
        label = _("Hero")
        template = "home/blocks/hero.html"


class QuickLinkBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("Label"), max_length=12)
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    path = blocks.RegexBlock(
        label=_("or an address on this site"),
        regex=r"^/[^/\\\s][^\\\s]*$",
        required=False,
        help_text=_("For example: /activities/"),
        error_messages={"invalid": _("An address on this site begins with one / and has no spaces.")},
    )
    icon = blocks.ChoiceBlock(label=_("Icon"), choices=ICONS, default="news")

    def clean(self, value):
        value = super().clean(value)
        if not value["page"] and not value["path"]:
            raise blocks.StructBlockValidationError({"page": ValidationError(_("Choose a page or give an address."))})
        return value


class QuickLinksBlock(blocks.StructBlock):
    links = blocks.ListBlock(QuickLinkBlock(), label=_("Links"), min_num=1, max_num=10)

    def get_context(self, value, parent_context=None):
        """Add `links`: address, label and icon of those that lead this reader to something live."""
        context = super().get_context(value, parent_context=parent_context)
        request = (parent_context or {}).get("request")
        user = request.user if request else AnonymousUser()
        chosen = [link["page"].pk for link in value["links"] if link["page"]]
        pages = {page.pk: page for page in readable(Page.objects.live().filter(pk__in=chosen), user)}
        context["links"] = []
        for link in value["links"]:
            page = pages.get(link["page"].pk) if link["page"] else None
            address = page.get_url(request) if page else link["path"]
            if address:
                context["links"].append({"address": address, "label": link["label"], "icon": link["icon"]})
        return context

    class Meta:
        icon = "link"
        label = _("Quick links")
        template = "home/blocks/quick_links.html"


class ListBlockBase(blocks.StructBlock):
    """A heading and a number of things; `things(user)` of a subclass fetches them."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=20)
    count = blocks.IntegerBlock(label=_("How many"), min_value=1, max_value=12, default=4)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        request = (parent_context or {}).get("request")
        context["things"] = self.things(value, request.user if request else None)
        return context

    def things(self, value, user):
        """Return what the block shows to `user` (None while the block is previewed alone)."""
        return []


def news_categories() -> list[tuple[str, str]]:
    return [(category.slug, category.name) for category in NewsCategory.objects.all()]


class LatestNewsBlock(ListBlockBase):
    category = blocks.ChoiceBlock(label=_("Category"), required=False, choices=news_categories)

    def things(self, value, user):
        news = NewsPage.objects.visible_to(user or AnonymousUser())
        if value.get("category"):
            news = news.filter(category__slug=value["category"])
        return news.newest_first().with_card_data()[: value["count"]]

    class Meta:
        icon = "doc-full-inverse"
        label = _("Latest news")
        template = "home/blocks/latest_news.html"


class ThisWeekBlock(ListBlockBase):
    def get_context(self, value, parent_context=None):
        """Add the `festivals` that are on, or begin soon: their dates stand among those of the week."""
        context = super().get_context(value, parent_context=parent_context)
        request = (parent_context or {}).get("request")
        user = request.user if request else AnonymousUser()
        return context | {"festivals": FestivalPage.objects.visible_to(user).going_on()}

    def things(self, value, user):
        return week_of(timezone.localdate(), user or AnonymousUser(), value["count"])

    class Meta:
        icon = "calendar"
        label = _("This week's activities")
        template = "home/blocks/this_week.html"


class HonoursBlock(ListBlockBase):
    def things(self, value, user):
        return Honour.objects.live().with_card_data()[: value["count"]]

    class Meta:
        icon = "pick"
        label = _("Honours")
        template = "home/blocks/honours.html"


class NewBooksBlock(ListBlockBase):
    def things(self, value, user):
        return (
            Book.objects.live()
            .exclude(arrived_on=None)
            .order_by("-arrived_on", "-pk")
            .with_card_data()[: value["count"]]
        )

    class Meta:
        icon = "openquote"
        label = _("New books")
        template = "home/blocks/new_books.html"


class HomeBlock(TranslatedStreamBlock):
    hero = HeroBlock()
    quick_links = QuickLinksBlock()
    latest_news = LatestNewsBlock()
    this_week = ThisWeekBlock()
    honours = HonoursBlock()
    new_books = NewBooksBlock()

    class Meta:
        label = _("Home page")
