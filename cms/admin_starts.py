"""Wagtail starts some widgets by scripts written into the page. Here they are data, which one script of ours reads.

So the admin needs no inline scripts, and its Content-Security-Policy allows none. `static/js/admin/starts.js` starts
them, and knows by name what may be started.
"""

import json

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.admin.widgets import BaseChooser
from wagtail.admin.widgets.workflows import AdminTaskChooser

# What would end the element that the data stands in.
ESCAPED = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def start(name: str, *arguments) -> SafeString:
    """Return the element that has the browser start `name` with `arguments`, which are anything that JSON can say."""
    data = json.dumps(arguments).translate(ESCAPED)
    return format_html('<script type="application/json" data-start="{}">{}</script>', name, mark_safe(data))


def replace_inline_scripts() -> None:
    """Let Wagtail's choosers, whatever they choose, be started by data. Its other inline scripts are in templates."""
    BaseChooser.render = _render_chooser


def _render_chooser(self, name, value, attrs=None, renderer=None) -> SafeString:
    id_ = attrs["id"]
    value_data = self.get_value_data(value)
    html = mark_safe(self.render_html(name, value_data, attrs))
    if isinstance(self, AdminTaskChooser):
        return html + start("createTaskChooser", id_)
    return html + start(self.js_constructor, id_, self.get_js_init_options(id_, name, value_data))
