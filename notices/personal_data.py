"""What this room keeps about people, for the registry."""

from django.utils.translation import gettext_lazy as _

from people.privacy.periods import days
from people.privacy.registry import facts_of, forgets, keeps, on_emptying

from .retention import KEPT_FOR, forget_expired


def register() -> None:
    keeps(
        key="notices.notices",
        name=_("Notices"),
        contents=_("What the site has told you, when, whether it was mailed, and whether you have opened it."),
        purpose=_("To tell you what concerns you, and to see whether a message arrived."),
        period=days(KEPT_FOR),
        seen_by=_("Yourself. The administrators see that there was a notice, and when; not its text."),
        models=("notices.Notice",),
        rows=lambda member: member.notices.all(),
        describe=lambda notice: facts_of(notice, "subject", "body", "created_at", "mailed_at", "read_at"),
    )
    forgets("notices", forget_expired)
    on_emptying(lambda member: member.notices.all().delete())
