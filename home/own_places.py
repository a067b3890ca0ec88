"""The pages of a member's own that are found by the words they are asked by, beside what the site has for everybody."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.search.text import key_of

SHORTEST = 2


@dataclass(frozen=True)
class OwnPlace:
    """One page: the name of its address, what it is called, and other words for it, parted by commas."""

    name: str
    label: str | Promise
    words: str | Promise = ""

    @property
    def address(self) -> str:
        return reverse(self.name)

    def asked_by(self) -> list[str]:
        """Return what it is called and asked by, folded."""
        return [key for each in (str(self.label), *str(self.words).split(",")) if (key := _key(each))]


OWN_PLACES = [
    OwnPlace("own_sign_ups", _("My sign-ups"), _("cancel a sign-up,waiting list")),
    OwnPlace("inbox", _("Notices")),
    OwnPlace("notice_settings", _("Channels and quiet hours"), _("reminders,notice settings")),
    OwnPlace("my_membership", _("My membership"), _("union membership,join the union")),
    OwnPlace("my_data", _("My data"), _("my department,mobile number,my mobile")),
    OwnPlace("my_family", _("My family"), _("my children,add to my family")),
    OwnPlace("my_teams", _("My teams")),
    OwnPlace("own_works", _("My works"), _("hand in a work")),
    OwnPlace("account_change_password", _("Change the password"), _("password")),
    OwnPlace("mfa_index", _("Second factor"), _("authenticator")),
    OwnPlace("my_page", _("My calendar"), _("subscribe to my calendar")),
    OwnPlace("my_page", _("Where you are signed in"), _("devices signed in,sign out")),
]


def own_places(typed: str, reader) -> Iterator[OwnPlace]:
    """Yield the pages that `reader` asks for: one of their words stands in what was typed, or begins with it."""
    asked = _key(typed)
    if not reader.is_authenticated or len(asked) < SHORTEST:
        return
    for place in OWN_PLACES:
        if any(key in asked or key.startswith(asked) for key in place.asked_by() if len(key) >= SHORTEST):
            yield place


def _key(text: str) -> str:
    return "".join(key_of(text).split())
