from django.urls import path
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .dates_views import next_dates
from .viewsets import RecurringActivityViewSet

register_snippet(RecurringActivityViewSet)


@hooks.register("register_admin_urls")
def dates_urls():
    return [path("activities/dates/", next_dates, name="activity_dates")]
