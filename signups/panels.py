"""What the parts of this room show on the page of a date: to its members, and to whoever keeps its list.

A part registers its panels in `ready()`, so that the pages need not know of it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest

from .models import Session


@dataclass(frozen=True)
class Panel:
    """`context(request, session)` returns what `template` shows as `panel`, or None where there is nothing to show; the
    number of its queries must not grow with what is shown. `order` is the place among the others, from 0.
    """

    key: str
    template: str
    context: Callable[[HttpRequest, Session], Mapping | None]
    order: int = 50


_for_members: dict[str, Panel] = {}
_for_organisers: dict[str, Panel] = {}


def register_panel(panel: Panel) -> None:
    """Show a panel on `session`, the page of a date that members see."""
    _for_members[panel.key] = panel


def register_organiser_panel(panel: Panel) -> None:
    """Show a panel on `session_list`, the page of a date for whoever keeps its list."""
    _for_organisers[panel.key] = panel


def panels_for(request: HttpRequest, session: Session) -> list[dict]:
    return _shown(_for_members, request, session)


def organiser_panels_for(request: HttpRequest, session: Session) -> list[dict]:
    return _shown(_for_organisers, request, session)


def _shown(panels: Mapping[str, Panel], request: HttpRequest, session: Session) -> list[dict]:
    """Return `template`, and `panel`, which it shows, of each that has something to show, in order."""
    ordered = sorted(panels.values(), key=lambda each: each.order)
    shown = [{"template": each.template, "panel": each.context(request, session)} for each in ordered]
    return [each for each in shown if each["panel"] is not None]
