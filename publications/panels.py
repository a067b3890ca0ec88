"""The panels with which a list is edited."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel

PUBLICATION_PANELS = [
    FieldPanel("title"),
    FieldPanel("introduction"),
    MultiFieldPanel(
        [HelpPanel(template="publications/admin/lines_panel.html"), FieldPanel("list_text"), FieldPanel("by_strokes")],
        heading=_("The list"),
    ),
    FieldRowPanel([FieldPanel("working_days"), FieldPanel("audience")]),
    FieldRowPanel([FieldPanel("contact_name"), FieldPanel("contact_phone")]),
    FieldPanel("supervision_phone"),
]
