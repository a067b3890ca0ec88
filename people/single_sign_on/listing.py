"""Which doors of other services are open, and what their buttons say."""

from dataclasses import dataclass

from allauth.socialaccount.providers import registry
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .dingtalk import DingTalkDoor
from .openid import OpenIdProvider
from .wecom import WeComDoor

NAMES = {
    OpenIdProvider.id: _("the hospital's single sign-on"),
    DingTalkDoor.id: _("DingTalk"),
    WeComDoor.id: _("WeCom"),
}


@dataclass(frozen=True)
class Door:
    name: str
    address: str


def open_doors() -> list[Door]:
    """Return the doors that are set up, in a fixed order; no query."""
    return [Door(name_of(door), reverse("single_sign_on", args=[door])) for door in NAMES if is_open(door)]


def is_open(door: str) -> bool:
    return door in settings.SOCIALACCOUNT_PROVIDERS


def name_of(door: str) -> str:
    [app] = settings.SOCIALACCOUNT_PROVIDERS[door]["APPS"]
    return app.get("name") or str(NAMES[door])


def make_known() -> None:
    """Tell allauth of the doors; their addresses are ours, so they are no apps of Django."""
    for door in (OpenIdProvider, DingTalkDoor, WeComDoor):
        registry.register(door)
