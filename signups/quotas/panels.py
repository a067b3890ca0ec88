"""The way from the page of a date to the people of the own group, and from the list of a date to its pools."""

from ..models import Pool, Session, SignUpTerms
from ..panels import Panel, register_organiser_panel, register_panel
from .parts import leads_anybody, pool_of, pools_led_by, takes_named_people


def for_leaders(request, session: Session) -> dict | None:
    if not request.user.is_authenticated or not takes_named_people(session) or session.is_cancelled:
        return None
    if not leads_anybody(request.user):
        return None
    by_group = session.offering.mode == SignUpTerms.Mode.QUOTA
    if by_group and not pools_led_by(request.user).filter(session=session).exists():
        return None
    return {"session": session, "by_group": by_group}


def for_others(request, session: Session) -> dict | None:
    """For whoever leads nobody there: that leaders put people forward, and whether the own group has places."""
    member = request.user
    is_by_group = session.offering.mode == SignUpTerms.Mode.QUOTA and takes_named_people(session)
    if not (member.is_authenticated and is_by_group) or session.is_cancelled or session.has_begun:
        return None
    if pools_led_by(member).filter(session=session).exists():
        return None
    pools = Pool.objects.kept().filter(session=session).select_related("union_group", "branch")
    return {"has_places": pool_of(member, pools) is not None, "is_open": not session.is_closed}


def for_organisers(request, session: Session) -> dict | None:
    if not session.offering.takes_sign_ups or session.capacity is None:
        return None
    pools = list(session.pools.select_related("union_group", "branch", "audience"))
    return {
        "session": session,
        "pools": pools,
        "requested": session.sign_ups.requested().count() if session.offering.mode == SignUpTerms.Mode.QUOTA else 0,
    }


def register() -> None:
    register_panel(Panel("group", "signups/quotas/panel.html", for_leaders, order=20))
    register_panel(Panel("by_group", "signups/quotas/member_panel.html", for_others, order=20))
    register_organiser_panel(Panel("pools", "signups/quotas/organiser_panel.html", for_organisers, order=20))
