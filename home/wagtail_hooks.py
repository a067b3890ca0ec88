from django.urls import path
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .greeting_views import calendar
from .panels import BeginPanel
from .viewsets import GreetingViewSet

register_snippet(GreetingViewSet)


@hooks.register("construct_homepage_panels")
def begin_panel(request, panels):
    panels.append(BeginPanel())


@hooks.register("register_admin_urls")
def greeting_urls():
    return [path("greetings/calendar/", calendar, name="greetings_calendar")]
