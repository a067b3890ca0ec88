"""What the page of a date shows of exchanging places: my offer, and what I could have for mine."""

from django.db.models import F, Q

from ..models import Session, SignUp, SwapOffer
from ..panels import Panel, register_panel
from ..telling import when
from .forms import ExchangeForm, GiftForm
from .rules import why_not
from .swapping import exchangeable_with

MOST_OFFERS = 20


def swaps_of(request, session: Session) -> dict | None:
    """Return what a member can exchange here; nothing for whoever holds no place."""
    member = request.user
    if not member.is_authenticated or session.is_cancelled or session.has_begun:
        return None
    mine = (
        SignUp.objects.granted()
        .filter(session=session, member=member)
        .order_by(F("dependant").asc(nulls_first=True))
        .first()
    )
    if mine is None:
        return None
    reason = why_not(mine, session)
    if reason:
        return {"session": session, "reason": reason}
    wanted = Q(wanted=session) | Q(wanted=None, to_member=None)
    others = SwapOffer.objects.filter(wanted, sign_up__session__in=exchangeable_with(session, member))
    others = others.exclude(sign_up__member=member)
    exchange = ExchangeForm(session, member)
    return {
        "session": session,
        "own": _own(SwapOffer.objects.filter(sign_up=mine)),
        "offers": _shown(others),
        "exchange": exchange if exchange.fields["wanted"].queryset else None,
        "gift": GiftForm(member) if member.department_id else None,
    }


def gifts_for(member, session: Session) -> list[SwapOffer]:
    """Return the places of a session that colleagues give to a member, who takes or declines them; one query, and none
    for whoever is of no ward.
    """
    if not member.is_authenticated or member.department_id is None or session.is_cancelled or session.has_begun:
        return []
    return _shown(SwapOffer.objects.filter(to_member=member, sign_up__session=session))


def _shown(offers) -> list[SwapOffer]:
    """Return open offers, each with `when`, the date of the place."""
    found = list(offers.open().with_sessions().order_by("sign_up__session__starts_at", "pk")[:MOST_OFFERS])
    for each in found:
        each.when = when(each.sign_up.session)
    return found


def _own(offers) -> SwapOffer | None:
    found = offers.open().with_sessions().select_related("to_member").first()
    if found and found.wanted:
        found.when = when(found.wanted)
    return found


def register() -> None:
    register_panel(Panel("swaps", "signups/swaps/panel.html", swaps_of, order=60))
