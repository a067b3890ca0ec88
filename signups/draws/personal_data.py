from django.utils.translation import gettext_lazy as _

from people.privacy.registry import facts_of, keeps

from ..models import DrawEntry


def register() -> None:
    keeps(
        key="signups.draws",
        name=_("Draws"),
        contents=_("Which number you were in a draw of places, what it weighed, and your position."),
        purpose=_("Anybody can do a draw again, and you see which number was yours."),
        period=_("For good: the record of a draw is never changed. It holds numbers and no names."),
        seen_by=_("Everybody sees the numbers; that one of them was yours, yourself alone."),
        models=("signups.Draw", "signups.DrawEntry"),
        rows=lambda member: DrawEntry.objects.filter(sign_up__member=member).order_by("pk"),
        describe=lambda entry: facts_of(entry, "number", "weight", "is_first_timer", "position"),
    )
