"""What the rooms below are told of budgets."""

from django.utils.translation import gettext_lazy as _

from notices.kinds import register_kinds
from people.registry import on_leaving

from . import by_stars, in_files, own_section, personal_data
from .leaving import name_unfinished_expenses
from .notice_kinds import KINDS


def register() -> None:
    personal_data.register()
    own_section.register()
    by_stars.register()
    in_files.register()
    on_leaving(name_unfinished_expenses)
    register_kinds(KINDS, amount=_("amount"), year=_("year"))
