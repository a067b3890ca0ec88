"""What the rooms below are told of star ratings."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from notices.kinds import register_kinds

from . import figures, own_section, personal_data, publishing
from .notice_kinds import KINDS


def register() -> None:
    figures.register()
    publishing.register()
    personal_data.register()
    own_section.register()
    register_kinds(KINDS, points=pgettext_lazy("of a rating", "points"), until=_("last day"))
