import json

from django import template

from cms.admin_starts import start

register = template.Library()


@register.simple_tag
def start_widget(name, *arguments, options):
    """Have the browser start `name` with `arguments` and, last, with `options`, which Wagtail hands over as JSON."""
    return start(name, *arguments, json.loads(options))
