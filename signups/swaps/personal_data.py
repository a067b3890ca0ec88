from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.privacy.registry import facts_of, keeps

from ..models import SwapOffer


def register() -> None:
    keeps(
        key="signups.swaps",
        name=_("Exchanged places"),
        contents=_("Which of your places you offered, for which date or to whom, and what became of it."),
        purpose=_("Two colleagues exchange places without the office, and each can see afterwards how it came."),
        period=_("As long as the sign-ups that it is about."),
        seen_by=_("Yourself; to whom you give a place, your name; to others the date alone."),
        models=("signups.SwapOffer",),
        rows=lambda member: _offers().filter(Q(sign_up__member=member) | Q(to_member=member)),
        describe=lambda row: facts_of(row, "sign_up", "wanted", "to_member", "state", "made_at", "ended_at"),
    )


def _offers():
    named = ("sign_up__session__offering", "sign_up__member", "sign_up__dependant", "wanted__offering", "to_member")
    return SwapOffer.objects.select_related(*named).order_by("pk")
