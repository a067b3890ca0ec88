"""What this room keeps about people, for the registry."""

from django.utils.translation import gettext_lazy as _

from people.privacy.registry import facts_of, forgets, keeps

from .retention import forget_expired


def register() -> None:
    keeps(
        key="news.imports",
        name=_("Manuscripts that you are importing"),
        contents=_("Manuscripts and pictures that you have uploaded and not saved yet, and when."),
        purpose=_("To look through them before they become drafts."),
        period=_("24 hours after the upload; then they are removed, every hour."),
        seen_by=_("Yourself alone."),
        models=("news.ManuscriptImport", "news.KeptManuscript"),
        rows=lambda member: member.manuscript_imports.all(),
        describe=lambda batch: facts_of(batch, "created_at", "saved_at", "file_count"),
    )
    forgets("news", forget_expired)
