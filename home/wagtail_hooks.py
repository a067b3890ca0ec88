from wagtail import hooks

from .panels import BeginPanel


@hooks.register("construct_homepage_panels")
def begin_panel(request, panels):
    panels.append(BeginPanel())
