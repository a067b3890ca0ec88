from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, Page, PageManager

from approval.permissions import ApprovedPagePermissionTester, works_on_pages
from cms.blocks import TEXT_FEATURES, PictureBlock, fetch_renditions
from cms.pages import UnionPage
from cms.querysets import UnionPageQuerySet

from ..recurrence import EARLIEST, LATEST

NEWS_SHOWN = 3


class ClubIndexPage(UnionPage):
    introduction = RichTextField(_("introduction"), blank=True, features=TEXT_FEATURES)

    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("introduction")]
    reading_fields = ["introduction"]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["activities.ClubPage"]
    max_count = 1

    class Meta(UnionPage.Meta):
        verbose_name = _("club index page")

    def get_context(self, request, *args, **kwargs):
        """Add `clubs` (with cover and leaders fetched), `categories`, the `category`, and whether the office reads."""
        context = super().get_context(request, *args, **kwargs)
        category = request.GET.get("category", "")
        clubs = ClubPage.objects.child_of(self).visible_to(request.user)
        if category in ClubPage.Category.values:
            clubs = clubs.filter(category=category)
        else:
            category = ""
        context["clubs"] = clubs.with_card_data().order_by("title")
        context["categories"] = ClubPage.Category.choices
        context["category"] = category
        context["is_for_the_office"] = works_on_pages(request.user)
        return context


class ClubQuerySet(UnionPageQuerySet):
    def with_card_data(self):
        """Fetch what a list of clubs shows, in a constant number of queries."""
        return (
            self.select_related("cover")
            .prefetch_related("leaders__member", "cover__renditions", "stars_awarded")
            .annotate(
                members_count=models.Count("memberships", filter=models.Q(memberships__left_on=None), distinct=True)
            )
        )


class ClubPermissionTester(ApprovedPagePermissionTester):
    """Besides the office, the leaders whom the live page names may draft changes to their own club's page."""

    def can_edit(self):
        return super().can_edit() or self._is_leader()

    def _is_leader(self):
        return (
            self.user.is_active
            and self.page.live
            and ClubLeader.objects.filter(club_id=self.page.pk, member_id=self.user.pk).exists()
        )


class ClubPage(UnionPage):
    class Category(models.TextChoices):
        SPORT = "sport", _("sport")
        CULTURE = "culture", _("culture")
        WELLBEING = "wellbeing", _("wellbeing")

    category = models.CharField(_("category"), max_length=10, choices=Category, default=Category.SPORT)
    cover = models.ForeignKey(
        "cms.UnionImage", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("cover")
    )
    introduction = RichTextField(_("introduction"), features=TEXT_FEATURES)
    meets_at = models.CharField(_("where it meets"), max_length=80)
    meets_when = models.CharField(_("when it meets"), max_length=80)
    recruitment_opens_on = models.DateField(_("recruitment opens"), null=True, blank=True)
    recruitment_closes_on = models.DateField(_("recruitment closes"), null=True, blank=True)
    places = models.PositiveSmallIntegerField(
        _("places"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_(
            "How many new members are taken in this recruitment, beside those who are in the club before it. "
            "Empty: as many as come."
        ),
    )
    announcement = models.CharField(
        _("announcement"),
        max_length=200,
        blank=True,
        help_text=_("To everybody who reads the page. What is for club members alone is not written here."),
    )
    announced_until = models.DateField(
        _("announced until"), null=True, blank=True, help_text=_("Empty: until another version of the page is live.")
    )
    rules = RichTextField(_("rules"), blank=True, features=TEXT_FEATURES)
    gallery = StreamField([("picture", PictureBlock())], verbose_name=_("gallery"), blank=True)

    objects = PageManager.from_queryset(ClubQuerySet)()

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldRowPanel([FieldPanel("category"), FieldPanel("cover")]),
        FieldPanel("introduction"),
        InlinePanel("leaders", label=_("leader"), heading=_("Leaders"), min_num=0),
        MultiFieldPanel([FieldPanel("meets_at"), FieldPanel("meets_when")], heading=_("Where and when")),
        MultiFieldPanel(
            [FieldPanel("recruitment_opens_on"), FieldPanel("recruitment_closes_on"), FieldPanel("places")],
            heading=_("Recruitment"),
        ),
        MultiFieldPanel(
            [FieldPanel("announcement"), FieldPanel("announced_until")], heading=_("Announcement to everybody")
        ),
        FieldPanel("rules"),
        FieldPanel("gallery"),
    ]
    reading_fields = ["introduction", "meets_at", "meets_when", "announcement", "rules"]
    parent_page_types = ["activities.ClubIndexPage"]
    subpage_types = []

    class Meta(UnionPage.Meta):
        verbose_name = _("club page")
        constraints = [
            *UnionPage.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(recruitment_opens_on=None)
                | models.Q(recruitment_closes_on=None)
                | models.Q(recruitment_closes_on__gte=models.F("recruitment_opens_on")),
                name="activities_clubpage_recruitment_in_order",
                violation_error_message=_("Recruitment cannot close before it opens."),
            ),
        ]

    def clean(self):
        """What opens or closes beyond all calendars would fail when it is approved, and every night after that."""
        super().clean()
        for name in ("recruitment_opens_on", "recruitment_closes_on"):
            day = getattr(self, name)
            if day and not EARLIEST <= day <= LATEST:
                raise ValidationError({name: _("That is no day that can be planned.")})

    def permissions_for_user(self, user):
        return ClubPermissionTester(user, self)

    @property
    def recruits_now(self):
        today = timezone.localdate()
        return bool(
            self.recruitment_opens_on
            and self.recruitment_closes_on
            and self.recruitment_opens_on <= today <= self.recruitment_closes_on
        )

    @property
    def newest_stars(self):
        """The stars that were awarded last, or None; without a query where the stars were fetched."""
        return next(iter(self.stars_awarded.all()), None) if self.pk else None

    @property
    def announces(self) -> bool:
        """True while there is something to be announced to everybody."""
        is_over = self.announced_until is not None and self.announced_until < timezone.localdate()
        return bool(self.announcement) and not is_over

    @property
    def gallery_pictures(self) -> list:
        """The values of the gallery's blocks, with the renditions of their images fetched."""
        pictures = [block.value for block in self.gallery]
        fetch_renditions(pictures)
        return pictures

    def get_context(self, request, *args, **kwargs):
        """Add the club's `leaders`, its live `activities`, its `members_count` and the newest `news` about it."""
        context = super().get_context(request, *args, **kwargs)
        leaders = list(self.leaders.all())
        models.prefetch_related_objects(leaders, "member")
        context["leaders"] = leaders
        context["news"] = context["activities"] = []
        context["members_count"] = 0
        # The preview of a club that was never saved has nothing that points to it.
        if self.pk:
            context["news"] = self.news.visible_to(request.user).newest_first().with_card_data()[:NEWS_SHOWN]
            context["activities"] = self.activities.live().with_card_data()
            context["members_count"] = self.memberships.filter(left_on=None).count()
        return context


class ClubLeader(Orderable):
    club = ParentalKey(ClubPage, on_delete=models.CASCADE, related_name="leaders")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="led_clubs", verbose_name=_("member")
    )
    duty = models.CharField(_("duty"), max_length=20, blank=True, help_text=_("For example: president, coach"))

    panels = [FieldPanel("member"), FieldPanel("duty")]

    class Meta(Orderable.Meta):
        verbose_name = _("leader")
        constraints = [
            models.UniqueConstraint(
                fields=["club", "member"],
                name="activities_clubleader_once",
                violation_error_message=_("This member is already one of the leaders."),
            )
        ]
