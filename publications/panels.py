"""The panels with which a list is edited."""

from functools import partial

from django.utils.translation import gettext_lazy as _
from wagtail.admin.compare import ChildRelationComparison, FieldComparison
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel

COMPARED = ["position", "heading", "name", "department", "cells", "outcome"]


class LinesComparison(ChildRelationComparison):
    """Pairs the lines of one name under one heading. The usual way compares each line with each, which takes long."""

    def get_mapping(self, objs_a, objs_b):
        places: dict[tuple, list[int]] = {}
        for place, line in enumerate(objs_a):
            places.setdefault((line.heading, line.name, line.department), []).append(place)
        backwards = {}
        for place, line in enumerate(objs_b):
            known = places.get((line.heading, line.name, line.department))
            if known:
                backwards[place] = known.pop(0)
        forwards = {before: now for now, before in backwards.items()}
        added = [place for place in range(len(objs_b)) if place not in backwards]
        deleted = [place for place in range(len(objs_a)) if place not in forwards]
        return forwards, backwards, added, deleted


class LinesPanel(HelpPanel):
    """The lines as they are published; they are compared like rows, so that an approver reads what has changed."""

    class BoundPanel(HelpPanel.BoundPanel):
        def get_comparison(self):
            lines = self.panel.model._meta.get_field("lines")
            columns = [partial(FieldComparison, lines.related_model._meta.get_field(name)) for name in COMPARED]
            return [partial(LinesComparison, lines, columns, label=_("The list"))]


PUBLICATION_PANELS = [
    FieldPanel("title"),
    FieldPanel("introduction"),
    MultiFieldPanel(
        [LinesPanel(template="publications/admin/lines_panel.html"), FieldPanel("list_text"), FieldPanel("by_strokes")],
        heading=_("The list"),
    ),
    FieldRowPanel([FieldPanel("working_days"), FieldPanel("audience")]),
    FieldRowPanel([FieldPanel("contact_name"), FieldPanel("contact_phone")]),
    FieldPanel("supervision_phone"),
]
