"""Who may read a page and everything below it. What is said of a page holds for its subpages too, so a page is never
more public than those above it.

Nothing is copied down the tree: each row is of the page that says so, and questions look at the pages above. So a
section that is approved anew changes what its subpages and their files are to readers in the same moment.
"""

from functools import reduce
from operator import or_
from urllib.parse import urlencode

from django.conf import settings
from django.db import models
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from approval.permissions import works_on_pages
from people.models import Audience

from .file_use import FileUse
from .visibility import Visibility


def audiences_of(reader) -> set[int]:
    """Return the ids of the audiences that `reader` belongs to; asked of the database once per request."""
    if not hasattr(reader, "_audiences"):
        reader._audiences = set(Audience.objects.including(reader).values_list("pk", flat=True))
    return reader._audiences


class RestrictionQuerySet(models.QuerySet):
    def refusing(self, reader):
        """Those that keep `reader`, a member or an anonymous visitor, out."""
        if not reader.is_authenticated:
            return self
        if works_on_pages(reader):
            return self.none()
        return self.exclude(audience=None).exclude(audience__in=audiences_of(reader))

    def above(self, page: Page):
        """Those of the pages above `page`. A page that has no place yet has none above it."""
        length, step = len(page.path), page.steplen
        return self.filter(page__path__in=[page.path[:end] for end in range(step, length, step)])


class Restriction(models.Model):
    """What the last approved version of a page says of its readers, unless it is for everybody: signed-in staff, or
    those of an audience. It stays when the page is taken down: its subpages must not become public by that.
    """

    page = models.OneToOneField(Page, models.CASCADE, related_name="restriction")
    audience = models.ForeignKey(Audience, models.PROTECT, null=True, related_name="restrictions")

    objects = RestrictionQuerySet.as_manager()

    # It follows from content.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("restriction of readers")
        verbose_name_plural = _("restrictions of readers")

    def __str__(self):
        return f"{self.page_id}: {self.audience_id or 'staff'}"

    @property
    def in_words(self) -> str:
        """For whom it leaves the page, as an approver has it: of an audience, who that is."""
        if self.audience is None:
            return gettext("signed-in staff only")
        return gettext("only: %(who)s") % {"who": self.audience.in_words}

    def admits(self, reader) -> bool:
        if not reader.is_authenticated:
            return False
        return self.audience_id is None or works_on_pages(reader) or self.audience_id in audiences_of(reader)


def readable(things: QuerySet, reader, pk: str = "pk", path: str = "path") -> QuerySet:
    """Narrow a queryset of pages to those that neither they themselves nor a page above keep from `reader`.

    Of other things, `pk` and `path` name the columns of the page that they belong to; those without one stay.
    """
    if reader.is_authenticated and works_on_pages(reader):
        return things
    refusing = Restriction.objects.refusing(reader)
    here = ExpressionWrapper(OuterRef(path), output_field=CharField())
    # Few pages have others below them, while many may be for staff: only those few are compared by their paths.
    above = refusing.filter(page__numchild__gt=0).annotate(here=here).filter(here__startswith=F("page__path"))
    return things.exclude(Exists(refusing.filter(page=OuterRef(pk)))).exclude(Exists(above))


def pages_closed_to(reader) -> list[QuerySet]:
    """Return querysets of the keys of pages that `reader` is kept from: by themselves, and by the pages above.

    Where many rows are of few pages, or the other way round, to leave these out is quicker than `readable`.
    """
    if reader.is_authenticated and works_on_pages(reader):
        return []
    refusing = Restriction.objects.refusing(reader)
    sections = refusing.filter(page__numchild__gt=0).values_list("page__path", flat=True)
    below = reduce(or_, (models.Q(path__startswith=path) for path in sections), models.Q(pk=None))
    return [refusing.values("page"), Page.objects.filter(below).values("pk")]


def live_uses() -> QuerySet[FileUse]:
    """Return the uses of files that lend them to readers."""
    return FileUse.objects.exclude(visibility=Visibility.PRIVATE)


def uses_open_to(reader) -> QuerySet[FileUse]:
    """Return the uses in something that `reader` may read."""
    return readable(live_uses(), reader, pk="page_id", path="page__path")


def turn_away(request) -> HttpResponse:
    """Lead a visitor to the sign-in. Raises Http404 for a member: what is for others is not there at all."""
    if request.user.is_authenticated:
        raise Http404
    return led_to_sign_in(request)


def led_to_sign_in(request) -> HttpResponse:
    query = urlencode({"next": request.get_full_path()})
    return redirect(f"{resolve_url(settings.LOGIN_URL)}?{query}")


def follow(page) -> None:
    """Keep what the live `page` says of its readers, as it is stored. In the transaction that publishes it."""
    stored = type(page)._base_manager.filter(pk=page.pk, live=True).values_list("visibility", "audience").first()
    if stored is None:
        return
    visibility, audience_id = stored
    if visibility == page.Visibility.PUBLIC:
        Restriction.objects.filter(page=page.pk).delete()
    else:
        Restriction.objects.update_or_create(page_id=page.pk, defaults={"audience_id": audience_id})


def follow_everything() -> None:
    """Keep what each live page says of its readers, where pages were entered past their own saving."""
    for page in Page.objects.live().specific().iterator():
        if hasattr(page, "visibility"):
            follow(page)
