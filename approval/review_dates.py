"""Dates by which a page is read again: who is reminded, and who says that it still holds."""

from datetime import datetime, timedelta

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from notices.actions import notify
from people.models import Role

from .announcements import holders_of, in_the_sites_language
from .errors import NotYoursToConfirm
from .models import Confirmation
from .publishing import lock_subject

REMINDED_BEFORE = timedelta(days=7)
# A page whose date passed while nobody ran the nightly job; longer ago it is no news.
REMINDED_AFTER = timedelta(days=30)


def pages_with_review_dates() -> list[type[Page]]:
    """Return the page models that carry a review-by date."""
    return [model for model in apps.get_models() if issubclass(model, Page) and has_review_date(model)]


def has_review_date(model: type) -> bool:
    try:
        model._meta.get_field("review_by")
    except FieldDoesNotExist:
        return False
    return True


def may_confirm(page: Page, user) -> bool:
    """True for whoever may edit a live page: saying that it holds changes nothing that was approved."""
    return page.live and has_review_date(type(page)) and page.permissions_for_user(user).can_edit()


@transaction.atomic
def confirm(page: Page, by) -> Confirmation:
    """Record that `by` has read the live page and that it still holds.

    Raises:
        NotYoursToConfirm: the page is not live, has no such date, or `by` may not edit it.
    """
    page = lock_subject(page.get_base_content_type(), page.pk)
    if page is None or not may_confirm(page, by):
        raise NotYoursToConfirm
    return Confirmation.objects.create(
        content_type=page.get_base_content_type(),
        object_id=str(page.pk),
        title=page.title,
        revision_number=page.live_revision_id,
        confirmed_by=by,
        confirmed_at=timezone.now(),
    )


def last_confirmed_at(page: Page) -> datetime | None:
    """Return when somebody last stood for what the page says: by a confirmation, or by approving it."""
    confirmed = (
        Confirmation.objects.filter(content_type=page.get_base_content_type(), object_id=str(page.pk))
        .values_list("confirmed_at", flat=True)
        .first()
    )
    return max((moment for moment in (confirmed, page.last_published_at) if moment), default=None)


@in_the_sites_language
def remind_of_review_dates() -> None:
    """Remind the owners of live pages a week before the date and on it; once each, and not after a confirmation."""
    today = timezone.localdate()
    for model in pages_with_review_dates():
        due = model._base_manager.filter(
            live=True, review_by__range=(today - REMINDED_AFTER, today + REMINDED_BEFORE)
        ).select_related("owner")
        for page in due:
            with transaction.atomic():
                _remind(page, today)


def _remind(page: Page, today) -> None:
    confirmed = last_confirmed_at(page)
    if confirmed and timezone.localdate(confirmed) >= page.review_by - REMINDED_BEFORE:
        return
    wording = "due" if page.review_by <= today else "soon"
    notify(
        _keepers_of(page),
        kind="approval.review_due",
        wording=wording,
        key=f"approval.review_due.{page.pk}.{page.review_by}.{wording}",
        places={"title": page.title, "date": page.review_by.isoformat()},
        link=reverse("approval_confirm", args=[page.pk]),
    )


def _keepers_of(page: Page) -> list:
    """Return the owner, as long as the owner may still edit the page; otherwise every publicity officer."""
    owner = page.owner
    if owner and owner.is_active and page.permissions_for_user(owner).can_edit():
        return [owner]
    return list(holders_of(Role.PUBLICITY_OFFICER))
