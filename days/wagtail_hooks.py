from django.urls import path
from wagtail import hooks

from .panels import NotAnnouncedPanel
from .views import holidays_of_year


@hooks.register("construct_homepage_panels")
def not_announced_panel(request, panels):
    panels.append(NotAnnouncedPanel())


@hooks.register("register_admin_urls")
def holidays_urls():
    return [path("holidays/<int:year>/", holidays_of_year, name="holidays_of_year")]
